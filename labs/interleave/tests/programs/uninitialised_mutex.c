// expect: uses an object that was not initialised
#include "run.h"

static pthread_mutex_t *lock;

THREAD(work)
{
    pthread_mutex_lock(lock);
    pthread_mutex_unlock(lock);
    END;
}

void scenario(void)
{
    lock = malloc(sizeof *lock);
    run(work, work, NULL);
    free(lock);
}
