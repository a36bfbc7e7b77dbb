// expect: data race
// A relaxed store by another thread ends the release sequence.
#include "run.h"

static int data;
static atomic_int ready;

THREAD(writer)
{
    data = 42;
    atomic_store_explicit(&ready, 1, memory_order_release);
    END;
}

THREAD(meddler)
{
    atomic_store_explicit(&ready, 2, memory_order_relaxed);
    END;
}

THREAD(reader)
{
    if (atomic_load_explicit(&ready, memory_order_acquire) == 2)
        data++;
    END;
}

void scenario(void)
{
    run(writer, meddler, reader);
}
