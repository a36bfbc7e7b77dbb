// expect: clean
// C11: a later relaxed store by the thread that released goes on with what it
// released.
#include "run.h"

static int data;
static atomic_int ready;

THREAD(writer)
{
    data = 42;
    atomic_store_explicit(&ready, 1, memory_order_release);
    atomic_store_explicit(&ready, 2, memory_order_relaxed);
    END;
}

THREAD(reader)
{
    if (atomic_load_explicit(&ready, memory_order_acquire) == 2)
        assert(data == 42);
    END;
}

void scenario(void)
{
    run(writer, reader, NULL);
}
