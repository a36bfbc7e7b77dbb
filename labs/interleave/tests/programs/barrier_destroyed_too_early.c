// expect: data race
// consequence: destroys an object that a thread waits for
#include "run.h"

static pthread_barrier_t barrier;

THREAD(waits)
{
    pthread_barrier_wait(&barrier);
    END;
}

THREAD(destroys)
{
    pthread_barrier_destroy(&barrier);
    END;
}

void scenario(void)
{
    pthread_barrier_init(&barrier, NULL, 2);
    run(waits, destroys, NULL);
}
