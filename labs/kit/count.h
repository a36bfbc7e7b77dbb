// count.h - events that are counted instead of timed.
//
// Drivers are linked with --wrap for the calls below (flags.mk), so the code
// under test is counted and does not know it. Under an explorer the same
// counters are raised by the explorer's own locks.
//
// Threads:  every call from any thread.
#ifndef COUNT_H
#define COUNT_H

#include <stdint.h>

enum counter {
    COUNT_LOCKS,       // mutexes and read-write locks taken
    COUNT_READ_LOCKS,  // those of them that were taken for reading
    COUNT_CONTENDED,   // those that were held by another thread when asked for
    COUNT_RETRIES,     // code under test calls count_retry()
    COUNTERS
};

// Raise a counter by one.
void count_event(enum counter counter);

// The counter's value since the last count_reset().
uint64_t count_of(enum counter counter);

void count_reset(void);

// For lock-free code under test: one more turn of a compare-exchange loop.
static inline void count_retry(void)
{
    count_event(COUNT_RETRIES);
}

#endif
