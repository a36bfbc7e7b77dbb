// expect: clean
// Peterson's lock for two, with sequentially consistent atomics.
#include "run.h"

#ifndef LOADS
#define LOADS memory_order_seq_cst
#define STORES memory_order_seq_cst
#endif

static atomic_int wants[2], turn;
static int inside;

static void put(atomic_int *where, int value)
{
    atomic_store_explicit(where, value, STORES);
}

static int look(atomic_int *where)
{
    return atomic_load_explicit(where, LOADS);
}

static void work(int me)
{
    int other = 1 - me;
    put(&wants[me], 1);
#ifdef KEEPS_THE_TURN
    put(&turn, me);
#else
    put(&turn, other);
#endif
    while (look(&wants[other]) && look(&turn) == other)
        ;
    inside++;
    assert(inside == 1);
    inside--;
    put(&wants[me], 0);
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
