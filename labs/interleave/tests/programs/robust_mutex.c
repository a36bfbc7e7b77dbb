// expect: clean
#define _GNU_SOURCE
#include "run.h"
#include <errno.h>

static pthread_mutex_t lock;

THREAD(dies)
{
    pthread_mutex_lock(&lock);
    END;
}

THREAD(inherits)
{
    if (pthread_mutex_lock(&lock) == EOWNERDEAD)
        pthread_mutex_consistent(&lock);
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    pthread_mutexattr_t attributes;

    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&lock, &attributes);
    run(dies, inherits, NULL);
}
