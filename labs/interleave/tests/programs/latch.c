// expect: clean
// Wait until two workers have counted down.
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t zero = PTHREAD_COND_INITIALIZER;
static int left = 2, result[2];

static void count_down(void)
{
#ifdef SIGNALS_BEFORE
    pthread_cond_signal(&zero);
#endif
    pthread_mutex_lock(&lock);
    left--;
#ifndef SIGNALS_BEFORE
    if (!left)
        pthread_cond_signal(&zero);
#endif
    pthread_mutex_unlock(&lock);
}

THREAD(first)
{
    result[0] = 1;
    count_down();
    END;
}

THREAD(second)
{
    result[1] = 1;
    count_down();
    END;
}

THREAD(waits)
{
    pthread_mutex_lock(&lock);
    while (left)
        pthread_cond_wait(&zero, &lock);
    pthread_mutex_unlock(&lock);
    assert(result[0] + result[1] == 2);
    END;
}

void scenario(void)
{
    run(first, second, waits);
}
