// expect: assertion failed
// A signal may wake any waiter, not only the one that came first.
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static atomic_int waiting, first_to_go;

static void wait_as(int number)
{
    pthread_mutex_lock(&lock);
    atomic_store(&waiting, number);
    pthread_cond_wait(&changed, &lock);
    if (!first_to_go)
        first_to_go = number;
    pthread_mutex_unlock(&lock);
}

THREAD(first)
{
    wait_as(1);
    END;
}

THREAD(second)
{
    while (atomic_load(&waiting) != 1)
        ;
    wait_as(2);
    END;
}

THREAD(signals)
{
    while (atomic_load(&waiting) != 2)
        ;
    pthread_mutex_lock(&lock);
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    while (!atomic_load(&first_to_go))
        ;
    pthread_mutex_lock(&lock);
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(first, second, signals);
    assert(first_to_go == 1);
}
