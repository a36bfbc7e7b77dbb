// expect: clean
// A read-modify-write that continues the sequence of another thread's store
// heads one of its own: its thread's later relaxed store continues that.
#include "run.h"

static atomic_int x;
static int data;

THREAD(tells)
{
    data = 1;
    atomic_fetch_add_explicit(&x, 1, memory_order_release);
    atomic_store_explicit(&x, 5, memory_order_relaxed);
    END;
}

THREAD(reads)
{
    if (atomic_load_explicit(&x, memory_order_acquire) == 5)
        assert(data == 1);
    END;
}

void scenario(void)
{
    atomic_store_explicit(&x, 1, memory_order_release);
    run(tells, reads, NULL);
}
