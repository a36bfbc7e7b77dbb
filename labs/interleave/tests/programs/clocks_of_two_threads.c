// expect: assertion failed
// Each look at the clock takes time: who looks first sees less of it.
#include "run.h"
#include <time.h>

static struct timespec seen[2];

THREAD(first)
{
    clock_gettime(CLOCK_MONOTONIC, &seen[0]);
    END;
}

THREAD(second)
{
    clock_gettime(CLOCK_MONOTONIC, &seen[1]);
    END;
}

void scenario(void)
{
    run(first, second, NULL);
    assert(seen[0].tv_nsec < seen[1].tv_nsec);
}
