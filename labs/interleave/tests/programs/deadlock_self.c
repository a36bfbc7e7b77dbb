// expect: locks what it holds already
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

THREAD(work)
{
    pthread_mutex_lock(&lock);
    pthread_mutex_lock(&lock);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
}
