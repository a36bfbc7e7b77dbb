// expect: clean
// The mutex of a waiter is a robust one whose owner dies: the wait says so.
#define _GNU_SOURCE
#include "run.h"
#include <errno.h>

static pthread_mutex_t lock;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int half;

THREAD(dies_inside)
{
    pthread_mutex_lock(&lock);
    half = 1;
    pthread_cond_signal(&changed);
    END;
}

THREAD(waits)
{
    int result = pthread_mutex_lock(&lock);
    while (!half && !result)
        result = pthread_cond_wait(&changed, &lock);
#ifndef TAKES_IT_AS_IT_IS
    assert(result == EOWNERDEAD);
    half = 2;
    pthread_mutex_consistent(&lock);
#endif
    pthread_mutex_unlock(&lock);
    assert(pthread_mutex_lock(&lock) == 0);
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    pthread_mutexattr_t robust;
    pthread_mutexattr_init(&robust);
    pthread_mutexattr_setrobust(&robust, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&lock, &robust);
    run(dies_inside, waits, NULL);
}
