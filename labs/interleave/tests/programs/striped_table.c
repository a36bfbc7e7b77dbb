// expect: clean
// Two buckets with a lock each; growing takes all of them.
#include "run.h"

static pthread_mutex_t lock[2] = {PTHREAD_MUTEX_INITIALIZER,
                                  PTHREAD_MUTEX_INITIALIZER};
static int size = 1;
static int count[2];

THREAD(adds)
{
    pthread_mutex_lock(&lock[1]);
    assert(count[1] < size + 1);
    count[1]++;
    pthread_mutex_unlock(&lock[1]);
    END;
}

THREAD(grows)
{
    pthread_mutex_lock(&lock[0]);
#ifndef LOCKS_ONE
    pthread_mutex_lock(&lock[1]);
#endif
    size *= 2;
#ifndef LOCKS_ONE
    pthread_mutex_unlock(&lock[1]);
#endif
    pthread_mutex_unlock(&lock[0]);
    END;
}

void scenario(void)
{
    run(adds, grows, NULL);
}
