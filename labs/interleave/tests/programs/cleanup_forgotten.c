// expect: ends while it holds a lock
// The handler would have unlocked, but it was popped without being run.
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void unlock(void *which)
{
    pthread_mutex_unlock(which);
}

THREAD(works)
{
    pthread_mutex_lock(&lock);
    pthread_cleanup_push(unlock, &lock);
    pthread_cleanup_pop(0);
    pthread_exit(NULL);
}

void scenario(void)
{
    run(works, works, NULL);
}
