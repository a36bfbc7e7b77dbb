// expect: clean
// A thread that was let go may leave after others have begun the next round.
#include "run.h"

static pthread_barrier_t barrier;
static int before[2];

THREAD(left)
{
    before[0] = 1;
    pthread_barrier_wait(&barrier);
    assert(before[1]);
    pthread_barrier_wait(&barrier);
    END;
}

THREAD(right)
{
    before[1] = 1;
    pthread_barrier_wait(&barrier);
    assert(before[0]);
    pthread_barrier_wait(&barrier);
    END;
}

void scenario(void)
{
    pthread_barrier_init(&barrier, NULL, 2);
    run(left, right, NULL);
    pthread_barrier_destroy(&barrier);
}
