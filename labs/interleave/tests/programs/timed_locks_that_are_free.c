// expect: clean
// What can be had at once never times out, however late it is.
#define _GNU_SOURCE
#include "run.h"
#include <semaphore.h>
#include <time.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static sem_t permits;
static atomic_int steps;

THREAD(takes_all)
{
    struct timespec soon;

    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec += 1;
    atomic_fetch_add(&steps, 1);
    assert(pthread_mutex_timedlock(&mutex, &soon) == 0);
    assert(pthread_rwlock_timedwrlock(&rwlock, &soon) == 0);
    assert(sem_timedwait(&permits, &soon) == 0);
    pthread_rwlock_unlock(&rwlock);
    pthread_mutex_unlock(&mutex);
    END;
}

THREAD(takes_one)
{
    struct timespec soon;

    clock_gettime(CLOCK_REALTIME, &soon);
    atomic_fetch_add(&steps, 1);
    assert(sem_timedwait(&permits, &soon) == 0);
    END;
}

void scenario(void)
{
    sem_init(&permits, 0, 2);
    run(takes_all, takes_one, NULL);
    sem_destroy(&permits);
}
