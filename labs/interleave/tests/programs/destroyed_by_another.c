// expect: data race
// consequence: uses an object that was destroyed
// Destruction is a step: it may come before the other thread's use.
#include "run.h"

static pthread_barrier_t barrier;

THREAD(destroys)
{
    pthread_barrier_destroy(&barrier);
    END;
}

THREAD(uses)
{
    pthread_barrier_wait(&barrier);
    END;
}

void scenario(void)
{
    pthread_barrier_init(&barrier, NULL, 1);
    run(uses, destroys, NULL);
}
