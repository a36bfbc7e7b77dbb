// expect: clean
#include "run.h"
#include <semaphore.h>

static sem_t empty, full;
static int slot, sum;

THREAD(gives)
{
    for (int i = 1; i <= 2; i++) {
        sem_wait(&empty);
        slot = i;
        sem_post(&full);
    }
    END;
}

THREAD(takes)
{
    for (int i = 0; i < 2; i++) {
        sem_wait(&full);
        sum += slot;
        sem_post(&empty);
    }
    END;
}

void scenario(void)
{
    sem_init(&empty, 0, 1);
    sem_init(&full, 0, 0);
    run(gives, takes, NULL);
    assert(sum == 3);
    sem_destroy(&empty);
    sem_destroy(&full);
}
