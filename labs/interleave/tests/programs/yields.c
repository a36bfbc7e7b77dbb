// expect: clean
// not: every
#include "run.h"
#include <sched.h>

static atomic_int flag;

THREAD(sets)
{
    atomic_store(&flag, 1);
    END;
}

THREAD(waits)
{
    while (!atomic_load(&flag))
        sched_yield();
    END;
}

void scenario(void)
{
    run(sets, waits, waits);
}
