// expect: clean
// A lock that prefers writers: whoever reads must not read again inside.
#define _GNU_SOURCE
#include "run.h"

static pthread_rwlock_t lock =
    PTHREAD_RWLOCK_WRITER_NONRECURSIVE_INITIALIZER_NP;
static int a, b;

static int sum(void)
{
#ifdef READS_INSIDE
    pthread_rwlock_rdlock(&lock);
    int result = a + b;
    pthread_rwlock_unlock(&lock);
    return result;
#else
    return a + b;
#endif
}

THREAD(reads)
{
    pthread_rwlock_rdlock(&lock);
    assert(sum() % 2 == 0);
    pthread_rwlock_unlock(&lock);
    END;
}

THREAD(writes)
{
    pthread_rwlock_wrlock(&lock);
    a++;
    b++;
    pthread_rwlock_unlock(&lock);
    END;
}

void scenario(void)
{
    run(reads, writes, reads);
}
