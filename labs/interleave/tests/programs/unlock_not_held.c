// expect: unlocks what it does not hold
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

THREAD(one)
{
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
    END;
}

THREAD(two)
{
    if (pthread_mutex_trylock(&lock))
        pthread_mutex_unlock(&lock);
    else
        pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(one, two, NULL);
}
