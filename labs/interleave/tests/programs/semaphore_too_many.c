// expect: data race
#include "run.h"
#include <semaphore.h>

static sem_t slots;
static int counter;

THREAD(work)
{
    sem_wait(&slots);
    counter++;
    sem_post(&slots);
    END;
}

void scenario(void)
{
    sem_init(&slots, 0, 2);
    run(work, work, NULL);
}
