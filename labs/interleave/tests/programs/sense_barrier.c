// expect: clean
// A barrier by hand that is used twice: its sense turns with each round.
#include "run.h"

static atomic_int arrived, sense;
static int step[2];

static void barrier(int *mine)
{
    *mine = !*mine;
    if (atomic_fetch_add(&arrived, 1) == 1) {
        atomic_store(&arrived, 0);
        atomic_store(&sense, *mine);
        return;
    }
#ifdef WAITS_FOR_THE_COUNT
    while (atomic_load(&arrived))
        ;
#else
    while (atomic_load(&sense) != *mine)
        ;
#endif
}

static void work(int me)
{
    int mine = 0;
    step[me] = 1;
    barrier(&mine);
    assert(step[1 - me] >= 1);
    barrier(&mine);
    step[me] = 2;
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
