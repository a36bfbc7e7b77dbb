// expect: clean
// A lock that is asked for with a deadline may not be had.
#define _GNU_SOURCE
#include "run.h"
#include <errno.h>
#include <semaphore.h>
#include <time.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static sem_t semaphore;
static int inside, late;

static struct timespec soon(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    t.tv_sec++;
    return t;
}

THREAD(by_mutex)
{
    struct timespec t = soon(CLOCK_MONOTONIC);
    int result = pthread_mutex_clocklock(&lock, CLOCK_MONOTONIC, &t);
#ifndef TAKES_IT_FOR_GRANTED
    if (result) {
        assert(result == ETIMEDOUT);
        __atomic_store_n(&late, 1, __ATOMIC_RELAXED);
        END;
    }
#endif
    inside++;
    assert(inside == 1);
    inside--;
    pthread_mutex_unlock(&lock);
    END;
}

THREAD(by_rwlock)
{
    struct timespec t = soon(CLOCK_REALTIME), bad = {0, 1000000000};
    if (pthread_rwlock_timedwrlock(&rwlock, &t) == 0) {
        assert(pthread_rwlock_tryrdlock(&rwlock) == EBUSY);
        pthread_rwlock_unlock(&rwlock);
    }
    assert(pthread_rwlock_timedrdlock(&rwlock, &bad) == EINVAL);
    if (sem_timedwait(&semaphore, &t))
        assert(errno == ETIMEDOUT);
    END;
}

THREAD(reads)
{
    struct timespec t = soon(CLOCK_REALTIME);
    pthread_rwlock_clockrdlock(&rwlock, CLOCK_REALTIME, &t) ||
        pthread_rwlock_unlock(&rwlock);
    sem_post(&semaphore);
    END;
}

void scenario(void)
{
    sem_init(&semaphore, 0, 0);
    run(by_mutex, by_mutex, NULL);
    run(by_rwlock, reads, NULL);
}
