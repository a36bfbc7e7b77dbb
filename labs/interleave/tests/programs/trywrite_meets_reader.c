// expect: assertion failed
// A try to write that fails has seen a reader, though it changes nothing.
#include "run.h"

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int failed;

THREAD(reads)
{
    pthread_rwlock_rdlock(&lock);
    pthread_rwlock_unlock(&lock);
    END;
}

THREAD(tries)
{
    failed = pthread_rwlock_trywrlock(&lock) != 0;
    if (!failed)
        pthread_rwlock_unlock(&lock);
    END;
}

void scenario(void)
{
    run(tries, reads, NULL);
    assert(!failed);
}
