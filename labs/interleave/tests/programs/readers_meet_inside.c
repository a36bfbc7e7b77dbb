// expect: assertion failed
// Two readers meet while both hold the lock. The writer cannot come between
// them; it can only come before both.
#include "run.h"
#include <semaphore.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static sem_t one_is_in, other_is_in;
static int written;

THREAD(one)
{
    pthread_rwlock_rdlock(&lock);
    assert(!written);
    sem_post(&one_is_in);
    sem_wait(&other_is_in);
    pthread_rwlock_unlock(&lock);
    END;
}

THREAD(other)
{
    sem_wait(&one_is_in);
    pthread_rwlock_rdlock(&lock);
    sem_post(&other_is_in);
    pthread_rwlock_unlock(&lock);
    END;
}

THREAD(writes)
{
    pthread_rwlock_wrlock(&lock);
    written = 1;
    pthread_rwlock_unlock(&lock);
    END;
}

void scenario(void)
{
    sem_init(&one_is_in, 0, 0);
    sem_init(&other_is_in, 0, 0);
    run(one, other, writes);
}
