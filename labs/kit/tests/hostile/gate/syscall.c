// refused: calls syscall(), which a lab's code may not need
//
// Makes a system call by its number.
#include "crash.h"

long syscall(long number, ...);

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    syscall(231, 0);
}

void write_beside_write(void)
{
    syscall(231, 0);
}

void read_beside_write(void)
{
    syscall(231, 0);
}

void iterate_beside_write(void)
{
    syscall(231, 0);
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    syscall(231, 0);
    return 0;
}
