// expect: clean
// Waits that end by time, and sleep, under their names in C11.
#include "run.h"
#include <threads.h>
#include <time.h>

static mtx_t lock;
static cnd_t changed;
static int ready;

static int waits(void *unused)
{
    struct timespec until;
    int result = thrd_success;

    timespec_get(&until, TIME_UTC);
    until.tv_sec++;
    mtx_lock(&lock);
    while (!ready && result == thrd_success)
        result = cnd_timedwait(&changed, &lock, &until);
#ifdef IGNORES_THE_TIME
    assert(ready);
#else
    assert(ready || result == thrd_timedout);
#endif
    mtx_unlock(&lock);
    return 0;
}

static int sets(void *unused)
{
    struct timespec a_while = {0, 1000};
    thrd_sleep(&a_while, NULL);
    mtx_lock(&lock);
    ready = 1;
    cnd_broadcast(&changed);
    mtx_unlock(&lock);
    thrd_yield();
    return 0;
}

void scenario(void)
{
    thrd_t a, b;

    mtx_init(&lock, mtx_plain);
    cnd_init(&changed);
    thrd_create(&a, waits, NULL);
    thrd_create(&b, sets, NULL);
    thrd_join(a, NULL);
    thrd_join(b, NULL);
}
