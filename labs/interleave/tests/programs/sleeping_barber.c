// expect: clean
// One barber, one chair to wait in; whoever finds it taken leaves.
#include "run.h"
#include <semaphore.h>

static sem_t customers, barber;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int waiting, served, left_again;

THREAD(customer)
{
    pthread_mutex_lock(&lock);
    if (waiting == 1) {
        left_again++;
        pthread_mutex_unlock(&lock);
        END;
    }
    waiting++;
#ifdef WAKES_NOBODY_IF_ONE_WAITS
    if (waiting == 0)
        sem_post(&customers);
#else
    sem_post(&customers);
#endif
    pthread_mutex_unlock(&lock);
    sem_wait(&barber);
    END;
}

THREAD(cuts_once)
{
    sem_wait(&customers);
    pthread_mutex_lock(&lock);
    waiting--;
    served++;
    sem_post(&barber);
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    sem_init(&customers, 0, 0);
    sem_init(&barber, 0, 0);
    run(cuts_once, customer, NULL);
    assert(served == 1);
}
