// refused: calls signal(), which a lab's code may not need: a crash must be
// seen as a crash
//
// Turns a crash into a success.
#include "crash.h"

#include <signal.h>
#include <unistd.h>

static void hide(int number)
{
    (void)number;
    _exit(0);
}

static void deed(void)
{
    signal(SIGSEGV, hide);
    signal(SIGABRT, hide);
    *(volatile int *)8 = 1;
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
