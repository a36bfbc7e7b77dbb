// expect: data race
// Destroying is an access to the whole object, and a step of its own.
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

THREAD(locks)
{
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
    END;
}

THREAD(destroys)
{
    pthread_mutex_destroy(&lock);
    END;
}

void scenario(void)
{
    run(locks, destroys, NULL);
}
