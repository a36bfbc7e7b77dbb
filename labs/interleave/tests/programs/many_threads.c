// A hundred and twenty-eight threads beside the main one: the last of them
// alone adds without the lock.
// expect: data race
// options: bound=1 budget=200
#include "run.h"

enum { THREADS = 128 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int count;

static void *add(void *number)
{
    if ((long)number < THREADS - 1)
        pthread_mutex_lock(&lock);
    count++;
    if ((long)number < THREADS - 1)
        pthread_mutex_unlock(&lock);
    return NULL;
}

void scenario(void)
{
    pthread_t t[THREADS];

    for (long i = 0; i < THREADS; i++)
        pthread_create(&t[i], NULL, add, (void *)i);
    for (int i = 0; i < THREADS; i++)
        pthread_join(t[i], NULL);
    assert(count == THREADS);
}
