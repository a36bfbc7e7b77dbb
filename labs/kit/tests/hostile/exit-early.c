// refused: calls exit(), which a lab's code may not need
//
// Ends the process with success before anything is checked.
#include "crash.h"

#include <stdlib.h>

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    exit(0);
}

void write_beside_write(void)
{
    exit(0);
}

void read_beside_write(void)
{
    exit(0);
}

void iterate_beside_write(void)
{
    exit(0);
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    exit(0);
    return 0;
}
