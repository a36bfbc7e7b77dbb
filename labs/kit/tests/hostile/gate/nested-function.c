// refused: needs a stack that can be executed
//
// Code on the stack, which could be any code.
#include "crash.h"

static void call(void (*function)(void))
{
    function();
}

static int deed(int count)
{
    void inner(void)
    {
        count++;
    }
    call(inner);
    return count;
}

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    deed(1);
}

void write_beside_write(void)
{
    deed(1);
}

void read_beside_write(void)
{
    deed(1);
}

void iterate_beside_write(void)
{
    deed(1);
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    deed(1);
    return 0;
}
