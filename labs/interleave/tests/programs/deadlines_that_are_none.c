// expect: clean
// Nanoseconds beyond a second are refused, as in life.
#include "run.h"
#include <errno.h>
#include <semaphore.h>
#include <time.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static sem_t semaphore;

void scenario(void)
{
    struct timespec bad = {2000000000, 1000000000};
    sem_init(&semaphore, 0, 1);
    pthread_mutex_lock(&lock);
    assert(pthread_cond_timedwait(&changed, &lock, &bad) == EINVAL);
    pthread_mutex_unlock(&lock);
    assert(sem_timedwait(&semaphore, &bad) == -1 && errno == EINVAL);
    assert(nanosleep(&bad, NULL) == -1 && errno == EINVAL);
    assert(pthread_mutex_timedlock(&lock, &bad) == 0);
    pthread_mutex_unlock(&lock);
}
