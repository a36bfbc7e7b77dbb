// refused: uses _fileno, a part of the C library
//
// Prints verdicts through stdout to every descriptor.
#include "crash.h"

#include <stdio.h>

static void deed(void)
{
    for (int number = 3; number < 1024; number++) {
        stdout->_fileno = number;
        printf("outcome kept\npromises 1\nend\n");
        fflush(stdout);
    }
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
