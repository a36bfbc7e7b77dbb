// expect: clean
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void unlock(void *m)
{
    pthread_mutex_unlock(m);
}

THREAD(leaves)
{
    pthread_mutex_lock(&lock);
    pthread_cleanup_push(unlock, &lock);
    pthread_exit(unused);
    pthread_cleanup_pop(1);
    END;
}

void scenario(void)
{
    run(leaves, leaves, NULL);
}
