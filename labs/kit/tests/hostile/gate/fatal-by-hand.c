// refused: calls fatal(), which a lab's code may not need
//
// Says the map's last words itself.
#include "crash.h"

_Noreturn void fatal(const char *message);

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    fatal("concurrent map writes");
}

void write_beside_write(void)
{
    fatal("concurrent map writes");
}

void read_beside_write(void)
{
    fatal("concurrent map writes");
}

void iterate_beside_write(void)
{
    fatal("concurrent map writes");
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    fatal("concurrent map writes");
    return 0;
}
