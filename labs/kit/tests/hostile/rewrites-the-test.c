// refused: calls fopen(), which a lab's code may not need
//
// Cuts the test that judges it to nothing.
#include "crash.h"

#include <stdio.h>

static void deed(void)
{
    FILE *file = fopen("labs/1.1-crash/test_crash.c", "w");
    if (file)
        fclose(file);
}

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    deed();
}

void write_beside_write(void)
{
    deed();
}

void read_beside_write(void)
{
    deed();
}

void iterate_beside_write(void)
{
    deed();
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    deed();
    return 0;
}
