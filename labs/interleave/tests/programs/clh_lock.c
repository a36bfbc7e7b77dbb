// expect: clean
// Craig's, Landin's and Hagersten's lock: who waits spins on the flag of the
// thread before it.
#include "run.h"

static atomic_int flag[3];
static atomic_int last;
static int inside;

static int lock(int mine)
{
#ifdef ENTERS_BEFORE_IT_IS_SEEN
    int before = atomic_exchange(&last, mine);
    atomic_store(&flag[mine], 1);
#else
    atomic_store(&flag[mine], 1);
    int before = atomic_exchange(&last, mine);
#endif
    while (atomic_load(&flag[before]))
        ;
    return before;
}

static void work(int mine)
{
    lock(mine);
    inside++;
    assert(inside == 1);
    inside--;
    atomic_store(&flag[mine], 0);
}

THREAD(first)
{
    work(1);
    END;
}

THREAD(second)
{
    work(2);
    END;
}

void scenario(void)
{
    run(first, second, NULL);
}
