// refused: calls longjmp(), which a lab's code may not need
//
// Jumps out of a call into the map.
#include "crash.h"

#include <setjmp.h>

static jmp_buf place;

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    longjmp(place, 1);
}

void write_beside_write(void)
{
    longjmp(place, 1);
}

void read_beside_write(void)
{
    longjmp(place, 1);
}

void iterate_beside_write(void)
{
    longjmp(place, 1);
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    longjmp(place, 1);
    return 0;
}
