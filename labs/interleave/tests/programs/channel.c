// expect: clean
// options: budget=20000
// A channel without room that can be closed: a send has failed or was received.
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int closed, full, received, sent;

static int send_one(void)
{
#ifdef LOOKS_OUTSIDE_THE_LOCK
    pthread_mutex_lock(&lock);
    int gone = closed;
    pthread_mutex_unlock(&lock);
    if (gone)
        return 0;
    pthread_mutex_lock(&lock);
    while (full)
        pthread_cond_wait(&changed, &lock);
#else
    pthread_mutex_lock(&lock);
    while (full && !closed)
        pthread_cond_wait(&changed, &lock);
    if (closed) {
        pthread_mutex_unlock(&lock);
        return 0;
    }
#endif
    full = 1;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    return 1;
}

static int receive(void)
{
    pthread_mutex_lock(&lock);
    while (!full && !closed)
        pthread_cond_wait(&changed, &lock);
    int got = full;
    full = 0;
    if (got)
        pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
    return got;
}

static void close_it(void)
{
    pthread_mutex_lock(&lock);
    closed = 1;
#ifdef CLOSES_SILENTLY
#elif defined(WAKES_ONE)
    pthread_cond_signal(&changed);
#else
    pthread_cond_broadcast(&changed);
#endif
    pthread_mutex_unlock(&lock);
}

THREAD(sends)
{
    sent = send_one();
    END;
}

THREAD(receives)
{
    int got = 0;
    while (receive())
        got++;
    __atomic_fetch_add(&received, got, __ATOMIC_SEQ_CST);
    END;
}

THREAD(closes)
{
    close_it();
    END;
}

void scenario(void)
{
#ifdef WAKES_ONE
    run(receives, receives, closes);
#else
    run(sends, receives, closes);
    assert(sent == received);
#endif
}
