// expect: clean
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static atomic_int made;
static int value;

THREAD(get)
{
    if (!atomic_load_explicit(&made, memory_order_acquire)) {
        pthread_mutex_lock(&lock);
        if (!atomic_load_explicit(&made, memory_order_relaxed)) {
            value = 7;
            atomic_store_explicit(&made, 1, memory_order_release);
        }
        pthread_mutex_unlock(&lock);
    }
    assert(value == 7);
    END;
}

void scenario(void)
{
    run(get, get, get);
}
