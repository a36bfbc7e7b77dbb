// expect: clean
// A join may give up; the thread can still be joined then.
#define _GNU_SOURCE
#include "run.h"
#include <errno.h>
#include <time.h>

static int result;

THREAD(works)
{
    result = 1;
    END;
}

void scenario(void)
{
    pthread_t t;
    struct timespec until;

    pthread_create(&t, NULL, works, NULL);
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec++;
    int given_up = pthread_timedjoin_np(t, NULL, &until);
#ifdef TAKES_IT_FOR_GRANTED
    assert(result == 1);
#else
    assert(!given_up || given_up == ETIMEDOUT);
    if (given_up)
        pthread_join(t, NULL);
    assert(result == 1);
#endif
}
