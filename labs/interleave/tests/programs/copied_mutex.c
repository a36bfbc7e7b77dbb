// expect: uses a copy of an object that was in use
#include "run.h"

static struct box {
    pthread_mutex_t lock;
    int value;
} original = {PTHREAD_MUTEX_INITIALIZER, 0}, copy;

THREAD(work)
{
    pthread_mutex_lock(&copy.lock);
    copy.value++;
    pthread_mutex_unlock(&copy.lock);
    END;
}

void scenario(void)
{
    pthread_mutex_lock(&original.lock);
    pthread_mutex_unlock(&original.lock);
    copy = original;
    run(work, work, NULL);
}
