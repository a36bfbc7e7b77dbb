// expect: clean
// Whoever was told to be the last may destroy it: the others have arrived.
#include "run.h"

static pthread_barrier_t *barrier;

THREAD(waits)
{
    pthread_barrier_t *mine = barrier;
    if (pthread_barrier_wait(mine) == PTHREAD_BARRIER_SERIAL_THREAD)
        pthread_barrier_destroy(mine);
    END;
}

void scenario(void)
{
    barrier = malloc(sizeof *barrier);
    pthread_barrier_init(barrier, NULL, 2);
    run(waits, waits, NULL);
    free(barrier);
}
