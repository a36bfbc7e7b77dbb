// expect: clean
// A recursive or error-checking mutex answers EPERM to whoever does not hold
// it: that is an answer, not a failure.
#define _GNU_SOURCE
#include "run.h"
#include <errno.h>

static pthread_mutex_t recursive = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static pthread_mutex_t checking = PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP;

THREAD(holds)
{
    pthread_mutex_lock(&recursive);
    pthread_mutex_lock(&checking);
    assert(pthread_mutex_lock(&checking) == EDEADLK);
    pthread_mutex_unlock(&checking);
    pthread_mutex_unlock(&recursive);
    END;
}

THREAD(does_not)
{
    assert(pthread_mutex_unlock(&recursive) == EPERM);
    assert(pthread_mutex_unlock(&checking) == EPERM);
    END;
}

void scenario(void)
{
    run(holds, does_not, NULL);
}
