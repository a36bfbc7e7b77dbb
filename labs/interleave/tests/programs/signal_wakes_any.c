// expect: assertion failed
// Two threads wait, always in the same order; a signal may wake either.
#include "run.h"
#include <semaphore.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t woken = PTHREAD_COND_INITIALIZER;
static sem_t first_waits, second_waits;
static int who;

// The semaphore is posted with the lock held: who comes next gets the lock only
// when this thread waits.
static void wait_as(int name, sem_t *waits)
{
    pthread_mutex_lock(&lock);
    sem_post(waits);
    pthread_cond_wait(&woken, &lock);
    if (!who)
        who = name;
    pthread_cond_broadcast(&woken);
    pthread_mutex_unlock(&lock);
}

THREAD(first)
{
    wait_as(1, &first_waits);
    END;
}

THREAD(second)
{
    sem_wait(&first_waits);
    wait_as(2, &second_waits);
    END;
}

THREAD(signals)
{
    sem_wait(&second_waits);
    pthread_mutex_lock(&lock);
    pthread_cond_signal(&woken);
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    sem_init(&first_waits, 0, 0);
    sem_init(&second_waits, 0, 0);
    run(first, second, signals);
    assert(who == 1);
}
