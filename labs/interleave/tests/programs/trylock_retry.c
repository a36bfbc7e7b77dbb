// expect: clean
// A trylock loop whose owner can run is no livelock.
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int counter;

THREAD(work)
{
    while (pthread_mutex_trylock(&lock))
        ;
    counter++;
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
    assert(counter == 2);
}
