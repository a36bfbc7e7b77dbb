// refused: calls fork(), which a lab's code may not need: threads are made with
// pthread_create()
//
// Leaves processes behind, each with every descriptor.
#include "crash.h"

#include <unistd.h>

static void deed(void)
{
    for (int i = 0; i < 300; i++)
        if (fork() == 0)
            pause();
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
