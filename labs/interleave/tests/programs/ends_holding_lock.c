// expect: ends while it holds a lock
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int value;

THREAD(work)
{
    pthread_mutex_lock(&lock);
    if (value++)
        END;
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
}
