// expect: use of an ended thread's stack
#include "run.h"

static _Atomic(int *) shared;

THREAD(lends)
{
    int local = 3;
    atomic_store(&shared, &local);
    END;
}

THREAD(reads)
{
    int *seen = atomic_load(&shared);
    if (seen)
        atomic_load_explicit((atomic_int *)seen, memory_order_relaxed);
    END;
}

void scenario(void)
{
    run(lends, reads, NULL);
}
