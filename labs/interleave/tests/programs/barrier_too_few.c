// expect: deadlock
#include "run.h"

static pthread_barrier_t barrier;

THREAD(work)
{
    pthread_barrier_wait(&barrier);
    END;
}

void scenario(void)
{
    pthread_barrier_init(&barrier, NULL, 3);
    run(work, work, NULL);
}
