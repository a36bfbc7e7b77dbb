// expect: lost wake-up
// One signal for two kinds of waiters wakes the wrong one.
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int red, blue;

THREAD(waits_red)
{
    pthread_mutex_lock(&lock);
    while (!red)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    END;
}

THREAD(waits_blue)
{
    pthread_mutex_lock(&lock);
    while (!blue)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
    END;
}

THREAD(signals)
{
    pthread_mutex_lock(&lock);
    red = 1;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    pthread_mutex_lock(&lock);
    blue = 1;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(waits_red, waits_blue, signals);
}
