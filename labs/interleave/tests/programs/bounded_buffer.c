// expect: clean
// options: budget=20000
// One slot, a mutex and two condition variables.
#include "run.h"

enum { ROOM = 1 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t not_full = PTHREAD_COND_INITIALIZER;
static pthread_cond_t not_empty = PTHREAD_COND_INITIALIZER;
static int used, sum;

#ifdef ONE_CONDITION
#define not_empty not_full
#endif
#ifdef ASKS_ONCE
#define while if
#endif

static void put(int value)
{
    pthread_mutex_lock(&lock);
    while (used == ROOM)
        pthread_cond_wait(&not_full, &lock);
    used++;
    sum += value;
    assert(used <= ROOM);
    pthread_cond_signal(&not_empty);
    pthread_mutex_unlock(&lock);
}

static void take(void)
{
    pthread_mutex_lock(&lock);
    while (!used)
        pthread_cond_wait(&not_empty, &lock);
    used--;
    assert(used >= 0);
    pthread_cond_signal(&not_full);
    pthread_mutex_unlock(&lock);
}

THREAD(puts_two)
{
    put(1);
    put(2);
    END;
}

THREAD(takes)
{
    take();
    END;
}

void scenario(void)
{
    run(puts_two, takes, takes);
    assert(used == 0 && sum == 3);
}
