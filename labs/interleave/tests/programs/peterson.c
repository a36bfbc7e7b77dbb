// expect: clean
// Peterson's lock for two, with sequentially consistent atomics.
#include "run.h"

static atomic_int wants[2], turn;
static int inside;

static void work(int me)
{
    int other = 1 - me;
    atomic_store(&wants[me], 1);
#ifdef KEEPS_THE_TURN
    atomic_store(&turn, me);
    while (atomic_load(&wants[other]) && atomic_load(&turn) == other)
        ;
#else
    atomic_store(&turn, other);
    while (atomic_load(&wants[other]) && atomic_load(&turn) == other)
        ;
#endif
    inside++;
    assert(inside == 1);
    inside--;
    atomic_store(&wants[me], 0);
}

THREAD(first)
{
    work(0);
    END;
}

THREAD(second)
{
    work(1);
    END;
}

void scenario(void)
{
    run(first, second, NULL);
}
