// expect: clean
// Readers and a writer over a mutex and a condition variable.
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int readers, writing, a, b;

static void lock_read(void)
{
    pthread_mutex_lock(&lock);
    while (writing)
        pthread_cond_wait(&changed, &lock);
    readers++;
    pthread_mutex_unlock(&lock);
}

static void unlock_read(void)
{
#ifndef COUNTS_WITHOUT_LOCK
    pthread_mutex_lock(&lock);
#endif
    readers--;
#ifndef COUNTS_WITHOUT_LOCK
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
#else
    pthread_cond_broadcast(&changed);
#endif
}

static void lock_write(void)
{
    pthread_mutex_lock(&lock);
#ifdef IGNORES_READERS
    while (writing)
#else
    while (writing || readers)
#endif
        pthread_cond_wait(&changed, &lock);
    writing = 1;
    pthread_mutex_unlock(&lock);
}

static void unlock_write(void)
{
    pthread_mutex_lock(&lock);
    writing = 0;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

THREAD(reads)
{
    lock_read();
    assert(a == b);
    unlock_read();
    END;
}

THREAD(writes)
{
    lock_write();
    a++;
    b++;
    unlock_write();
    END;
}

void scenario(void)
{
    run(reads, writes, reads);
}
