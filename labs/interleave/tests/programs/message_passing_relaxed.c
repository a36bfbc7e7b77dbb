// expect: data race
#include "run.h"

static int data;
static atomic_int ready;

THREAD(writer)
{
    data = 42;
    atomic_store_explicit(&ready, 1, memory_order_relaxed);
    END;
}

THREAD(reader)
{
    if (atomic_load_explicit(&ready, memory_order_acquire))
        assert(data == 42);
    END;
}

void scenario(void)
{
    run(writer, reader, NULL);
}
