// expect: clean
// Threads that create threads: who is first gets the lower number, and who
// joins waits for those.
#include "run.h"

static atomic_int sum;

THREAD(leaf)
{
    atomic_fetch_add(&sum, 1);
    END;
}

THREAD(branch)
{
    pthread_t t;
    pthread_create(&t, NULL, leaf, NULL);
    pthread_join(t, NULL);
    END;
}

void scenario(void)
{
    run(branch, branch, NULL);
    assert(sum == 2);
}
