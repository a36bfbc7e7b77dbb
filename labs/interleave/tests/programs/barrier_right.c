// expect: clean
#include "run.h"

static pthread_barrier_t barrier;
static int part[2], turns;

static void work(int me)
{
    part[me] = me + 1;
    if (pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD)
        turns++;
    assert(part[0] + part[1] == 3);
    pthread_barrier_wait(&barrier);
    part[me] = 0;
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
    pthread_barrier_init(&barrier, NULL, 2);
    run(first, second, NULL);
    assert(turns == 1);
    pthread_barrier_destroy(&barrier);
}
