// expect: data race
// consequence: assertion failed
#include "run.h"

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static int counter;

THREAD(adds)
{
    pthread_rwlock_rdlock(&lock);
    counter++;
    pthread_rwlock_unlock(&lock);
    END;
}

void scenario(void)
{
    run(adds, adds, NULL);
    assert(counter == 2);
}
