// expect: clean
// The function of pthread_once takes steps of its own; whoever comes meanwhile
// waits, and who comes first is open.
#include "run.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static atomic_int runs;

static void set_up(void)
{
    atomic_fetch_add(&runs, 1);
    atomic_fetch_add(&runs, 1);
}

THREAD(asks)
{
    pthread_once(&once, set_up);
    assert(atomic_load(&runs) == 2);
    END;
}

void scenario(void)
{
    run(asks, asks, NULL);
}
