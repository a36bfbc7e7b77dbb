// expect: assertion failed
// `if` instead of `while`: a third thread takes what the woken one was told of.
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int items;

THREAD(takes)
{
    pthread_mutex_lock(&lock);
    if (!items)
        pthread_cond_wait(&changed, &lock);
    items--;
    assert(items >= 0);
    pthread_mutex_unlock(&lock);
    END;
}

THREAD(gives)
{
    pthread_mutex_lock(&lock);
    items++;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    pthread_mutex_lock(&lock);
    items++;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(takes, takes, gives);
}
