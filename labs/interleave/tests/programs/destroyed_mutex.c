// expect: uses an object that was destroyed
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int done;

THREAD(ends)
{
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
    pthread_mutex_destroy(&lock);
    atomic_store(&done, 1);
    END;
}

THREAD(uses)
{
    if (atomic_load(&done)) {
        pthread_mutex_lock(&lock);
        pthread_mutex_unlock(&lock);
    }
    END;
}

void scenario(void)
{
    run(ends, uses, NULL);
}
