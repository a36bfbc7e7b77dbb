// expect: assertion failed
// The wait may end by time although the other would have come.
#include "run.h"
#include <time.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int ready;

THREAD(waits)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec++;
    pthread_mutex_lock(&lock);
    if (!ready)
        pthread_cond_timedwait(&changed, &lock, &until);
    assert(ready);
    pthread_mutex_unlock(&lock);
    END;
}

THREAD(signals)
{
    pthread_mutex_lock(&lock);
    ready = 1;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(waits, signals, NULL);
}
