// expect: clean
#define _GNU_SOURCE
#include "run.h"

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static int depth;

THREAD(work)
{
    pthread_mutex_lock(&lock);
    pthread_mutex_lock(&lock);
    depth++;
    pthread_mutex_unlock(&lock);
    depth++;
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
    assert(depth == 4);
}
