// expect: clean
// The default kind prefers nobody: to read again inside is no deadlock. Nor is
// it with the kind that only seems to prefer writers.
#define _GNU_SOURCE
#include "run.h"

static pthread_rwlock_t lock;

THREAD(reads)
{
    pthread_rwlock_rdlock(&lock);
    pthread_rwlock_rdlock(&lock);
    pthread_rwlock_unlock(&lock);
    pthread_rwlock_unlock(&lock);
    END;
}

THREAD(writes)
{
    pthread_rwlock_wrlock(&lock);
    pthread_rwlock_unlock(&lock);
    END;
}

void scenario(void)
{
    pthread_rwlockattr_t kind;
    pthread_rwlockattr_init(&kind);
    pthread_rwlockattr_setkind_np(&kind, PTHREAD_RWLOCK_PREFER_WRITER_NP);
    pthread_rwlock_init(&lock, &kind);
    run(reads, writes, NULL);
    pthread_rwlock_destroy(&lock);
}
