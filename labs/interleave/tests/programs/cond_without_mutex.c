// expect: waits without holding the mutex
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

THREAD(waits)
{
    pthread_cond_wait(&changed, &lock);
    END;
}

void scenario(void)
{
    run(waits, NULL, NULL);
}
