// expect: deadlock
#include "run.h"

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

THREAD(upgrades)
{
    pthread_rwlock_rdlock(&lock);
    pthread_rwlock_wrlock(&lock);
    pthread_rwlock_unlock(&lock);
    END;
}

void scenario(void)
{
    run(upgrades, NULL, NULL);
}
