// expect: data race
// The writer reads what it wrote; its write must not be forgotten for that. The
// reader comes after both, but nothing says so.
#include "run.h"

int value, seen;
static atomic_int done;

THREAD(writes)
{
    value = 1;
    seen = value;
    atomic_store_explicit(&done, 1, memory_order_relaxed);
    END;
}

THREAD(reads)
{
    if (atomic_load_explicit(&done, memory_order_relaxed))
        assert(value <= 1);
    END;
}

void scenario(void)
{
    run(writes, reads, NULL);
}
