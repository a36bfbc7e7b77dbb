// expect: data race
#include "run.h"

pthread_barrier_t barrier;
int part[2];

THREAD(first)
{
    part[0] = 1;
    pthread_barrier_wait(&barrier);
    part[0] = part[1];
    END;
}

THREAD(second)
{
    part[1] = 2;
    pthread_barrier_wait(&barrier);
    part[1] = 3;
    END;
}

void scenario(void)
{
    pthread_barrier_init(&barrier, NULL, 2);
    run(first, second, NULL);
}
