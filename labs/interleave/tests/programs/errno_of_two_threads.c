// expect: clean
// Each thread has its own errno, also where only the library has set it so far;
// and each knows its own handle.
#include "run.h"
#include <errno.h>
#include <limits.h>
#include <threads.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_t started[2];
static atomic_int next;

static void step(void)
{
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
}

THREAD(too_large)
{
    pthread_t me = pthread_self();

    assert(strtol("99999999999999999999", NULL, 10) == LONG_MAX);
    started[atomic_fetch_add(&next, 1)] = me;
    step();
    assert(errno == ERANGE);
    assert(pthread_equal(me, pthread_self()));
    END;
}

THREAD(all_right)
{
    thrd_t me = thrd_current();

    assert(strtol("17", NULL, 10) == 17);
    started[atomic_fetch_add(&next, 1)] = me;
    step();
    assert(errno == 0);
    errno = EDOM;
    step();
    assert(errno == EDOM && thrd_equal(me, pthread_self()));
    END;
}

// What this thread has put into errno before there were others stays its own.
void scenario(void)
{
    pthread_t a, b;

    assert(strtol("-99999999999999999999", NULL, 10) == LONG_MIN);
    pthread_create(&a, NULL, all_right, NULL);
    pthread_create(&b, NULL, too_large, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    assert(errno == ERANGE && !pthread_equal(pthread_self(), a));
    assert(pthread_equal(started[0], a) || pthread_equal(started[1], a));
    assert(pthread_equal(started[0], b) || pthread_equal(started[1], b));
}
