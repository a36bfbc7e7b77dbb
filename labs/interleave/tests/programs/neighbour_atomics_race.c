// expect: data race
// Two atomic_int side by side are two objects: what one publishes the other
// does not.
#include "run.h"

_Alignas(8) struct {
    atomic_int right, wrong;
} flag;
int data;

THREAD(writer)
{
    data = 1;
    atomic_store_explicit(&flag.right, 1, memory_order_release);
    END;
}

THREAD(reader)
{
    if (!atomic_load_explicit(&flag.right, memory_order_relaxed))
        END;
    atomic_load_explicit(&flag.wrong, memory_order_acquire);
    assert(data <= 1);
    END;
}

void scenario(void)
{
    run(writer, reader, NULL);
}
