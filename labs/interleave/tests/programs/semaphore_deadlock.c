// expect: deadlock
#include "run.h"
#include <semaphore.h>

static sem_t slots;

THREAD(work)
{
    sem_wait(&slots);
    sem_wait(&slots);
    sem_post(&slots);
    sem_post(&slots);
    END;
}

void scenario(void)
{
    sem_init(&slots, 0, 2);
    run(work, work, NULL);
}
