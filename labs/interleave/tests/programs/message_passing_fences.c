// expect: clean
#include "run.h"

static int data;
static atomic_int ready;

THREAD(writer)
{
    data = 42;
    atomic_thread_fence(memory_order_release);
    atomic_store_explicit(&ready, 1, memory_order_relaxed);
    END;
}

THREAD(reader)
{
    if (atomic_load_explicit(&ready, memory_order_relaxed)) {
        atomic_thread_fence(memory_order_acquire);
        assert(data == 42);
    }
    END;
}

void scenario(void)
{
    run(writer, reader, NULL);
}
