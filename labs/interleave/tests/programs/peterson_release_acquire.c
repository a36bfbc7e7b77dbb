// expect: clean
// A limit: Peterson's lock with orders that are too weak. In C11 each thread
// may read the other's wish before its own is seen, and both are inside; no
// order of whole steps, which is all that is tried, ends so.
#include "run.h"

static atomic_int wants[2], turn;
static int inside;

static void publish(atomic_int *where, int value)
{
    atomic_store_explicit(where, value, memory_order_release);
}

static int look(atomic_int *where)
{
    return atomic_load_explicit(where, memory_order_acquire);
}

static void work(int me)
{
    int other = 1 - me;
    publish(&wants[me], 1);
    publish(&turn, other);
    while (look(&wants[other]) && look(&turn) == other)
        ;
    inside++;
    assert(inside == 1);
    inside--;
    publish(&wants[me], 0);
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
