// expect: clean
// Three philosophers: the one with the highest number takes the other fork
// first.
#include "run.h"

static pthread_mutex_t fork_lock[3] = {PTHREAD_MUTEX_INITIALIZER,
                                       PTHREAD_MUTEX_INITIALIZER,
                                       PTHREAD_MUTEX_INITIALIZER};
static int meals;

static void eat(int me)
{
    int a = me, b = (me + 1) % 3;
#ifndef ALL_ALIKE
    if (a > b) {
        a = b;
        b = me;
    }
#endif
    pthread_mutex_lock(&fork_lock[a]);
    pthread_mutex_lock(&fork_lock[b]);
    __atomic_fetch_add(&meals, 1, __ATOMIC_RELAXED);
    pthread_mutex_unlock(&fork_lock[b]);
    pthread_mutex_unlock(&fork_lock[a]);
}

THREAD(zero)
{
    eat(0);
    END;
}

THREAD(one)
{
    eat(1);
    END;
}

THREAD(two)
{
    eat(2);
    END;
}

void scenario(void)
{
    run(zero, one, two);
    assert(meals == 3);
}
