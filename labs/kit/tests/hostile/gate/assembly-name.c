// refused: uses __asm__: assembly cannot be looked at
//
// A forbidden function under another name.
#include "crash.h"

int harmless(const char *command) __asm__("system");

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    harmless("true");
}

void write_beside_write(void)
{
    harmless("true");
}

void read_beside_write(void)
{
    harmless("true");
}

void iterate_beside_write(void)
{
    harmless("true");
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    harmless("true");
    return 0;
}
