// expect: clean
// options: budget=20000
// Two workers, one job, then the end.
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int jobs, stop, done;

THREAD(worker)
{
    pthread_mutex_lock(&lock);
    for (;;) {
        while (!jobs && !stop)
            pthread_cond_wait(&changed, &lock);
#ifdef DROPS_JOBS_AT_THE_END
        if (stop)
            break;
#else
        if (!jobs)
            break;
#endif
        jobs--;
        done++;
    }
    pthread_mutex_unlock(&lock);
    END;
}

THREAD(owner)
{
    pthread_mutex_lock(&lock);
    jobs++;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&lock);
    pthread_mutex_lock(&lock);
    stop = 1;
#ifdef TELLS_ONE
    pthread_cond_signal(&changed);
#else
    pthread_cond_broadcast(&changed);
#endif
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(worker, worker, owner);
    assert(done == 1);
}
