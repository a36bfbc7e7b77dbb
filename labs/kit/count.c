#include "count.h"

static uint64_t counters[COUNTERS];

// Relaxed: a counter is read after the threads that raised it were joined,
// and orders nothing.
void count_event(enum counter counter)
{
    __atomic_fetch_add(&counters[counter], 1, __ATOMIC_RELAXED);
}

uint64_t count_of(enum counter counter)
{
    return __atomic_load_n(&counters[counter], __ATOMIC_RELAXED);
}

void count_reset(void)
{
    for (int i = 0; i < COUNTERS; i++)
        __atomic_store_n(&counters[i], 0, __ATOMIC_RELAXED);
}
