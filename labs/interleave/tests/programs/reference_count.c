// expect: clean
// The last one that lets go frees: it must have seen what the others did.
#include "run.h"

struct shared {
    atomic_int count;
    int used[2];
};

static struct shared *object;

static void let_go(void)
{
#ifdef IN_TWO_STEPS
    atomic_store(&object->count, atomic_load(&object->count) - 1);
    if (atomic_load(&object->count) == 0)
        free(object);
#else
    if (atomic_fetch_sub_explicit(&object->count, 1, memory_order_release) != 1)
        return;
#ifndef WITHOUT_FENCE
    atomic_thread_fence(memory_order_acquire);
#endif
    free(object);
#endif
}

THREAD(first)
{
    object->used[0] = 1;
    let_go();
    END;
}

THREAD(second)
{
    object->used[1] = 1;
    let_go();
    END;
}

void scenario(void)
{
    object = malloc(sizeof *object);
    object->count = 2;
    run(first, second, NULL);
    object = NULL;
}
