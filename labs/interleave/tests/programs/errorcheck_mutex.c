// expect: clean
// Error-checking mutexes tell by their result.
#include "run.h"
#include <errno.h>

static pthread_mutex_t lock;

THREAD(work)
{
    assert(pthread_mutex_unlock(&lock) == EPERM);
    pthread_mutex_lock(&lock);
    assert(pthread_mutex_lock(&lock) == EDEADLK);
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    pthread_mutexattr_t attributes;

    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutex_init(&lock, &attributes);
    run(work, work, NULL);
    pthread_mutex_destroy(&lock);
}
