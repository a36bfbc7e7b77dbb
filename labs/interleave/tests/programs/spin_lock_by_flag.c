// expect: clean
// A lock made of atomic_flag.
#include "run.h"
#include <sched.h>

static atomic_flag taken = ATOMIC_FLAG_INIT;
static int count;

THREAD(work)
{
    while (atomic_flag_test_and_set_explicit(&taken, memory_order_acquire))
        sched_yield();
    count++;
#ifdef RELAXED
    atomic_flag_clear_explicit(&taken, memory_order_relaxed);
#else
    atomic_flag_clear_explicit(&taken, memory_order_release);
#endif
    END;
}

void scenario(void)
{
    run(work, work, NULL);
    assert(count == 2);
}
