// expect: clean
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int items;

THREAD(takes)
{
    pthread_mutex_lock(&lock);
    while (!items)
        pthread_cond_wait(&changed, &lock);
    items--;
    pthread_mutex_unlock(&lock);
    END;
}

THREAD(gives)
{
    for (int i = 0; i < 2; i++) {
        pthread_mutex_lock(&lock);
        items++;
        pthread_cond_signal(&changed);
        pthread_mutex_unlock(&lock);
    }
    END;
}

void scenario(void)
{
    run(takes, takes, gives);
    assert(items == 0);
}
