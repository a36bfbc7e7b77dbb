// expect: data race
// Two fences order nothing without an atomic object between them.
#include "run.h"

int data;

THREAD(writes)
{
    data = 1;
    atomic_thread_fence(memory_order_seq_cst);
    END;
}

THREAD(reads)
{
    atomic_thread_fence(memory_order_seq_cst);
    assert(data >= 0);
    END;
}

void scenario(void)
{
    run(writes, reads, NULL);
}
