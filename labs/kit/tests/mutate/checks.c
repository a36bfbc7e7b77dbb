// An `if` that other threads can make stale gets one answer; a `while` around a
// wait looks once. An `if` without a lock around it stays.
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static atomic_int state;
static int *item;

int take(int most)
{
    int got = 0;
    if (most == 0)
        return 0;
    while (got < most)
        got++;
    pthread_mutex_lock(&lock);
    while (!item)
        pthread_cond_wait(&changed, &lock);
    if (*item > most)
        got = most;
    else if (*item)
        got = *item;
    pthread_mutex_unlock(&lock);
    if (got)
        return got;
    return 0;
}

int has_item_locked(void)
{
    if (item)
        return 1;
    return 0;
}

void wake(int one)
{
    if (one)
        pthread_cond_signal(&changed);
}

int claim(void)
{
    int expected = 0;
    if (!atomic_compare_exchange_strong_explicit(
            &state, &expected, 1, memory_order_relaxed, memory_order_relaxed))
        return -1;
    return 0;
}
