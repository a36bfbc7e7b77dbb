// expect: uses an object that was not initialised
// A zero spin lock is a locked one in glibc.
#include "run.h"

static pthread_spinlock_t lock;

THREAD(work)
{
    pthread_spin_lock(&lock);
    pthread_spin_unlock(&lock);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
}
