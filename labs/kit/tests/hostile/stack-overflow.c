// admitted: a crash is told as a crash
//
// Calls itself for ever.
#include "crash.h"

static unsigned deed(unsigned depth)
{
    volatile char room[4096] = {(char)depth};
    return deed(depth + 1) + (unsigned)room[0];
}

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    deed(0);
}

void write_beside_write(void)
{
    deed(0);
}

void read_beside_write(void)
{
    deed(0);
}

void iterate_beside_write(void)
{
    deed(0);
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    deed(0);
    return 0;
}
