// expect: initialises an object that is in use
// options: races=record
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

THREAD(work)
{
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
    END;
}

THREAD(makes)
{
    pthread_mutex_init(&lock, NULL);
    END;
}

void scenario(void)
{
    run(work, makes, NULL);
}
