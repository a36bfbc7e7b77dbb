// refused: uses the attribute ifunc
//
// Code that the loader runs.
#include "crash.h"

static void *choose(void)
{
    return (void *)stress;
}

void chosen(struct hmap *map, uint64_t writes) __attribute__((ifunc("choose")));

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
}

void write_beside_write(void)
{
}

void read_beside_write(void)
{
}

void iterate_beside_write(void)
{
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    return 0;
}
