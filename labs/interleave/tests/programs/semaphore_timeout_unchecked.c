// expect: assertion failed
// sem_timedwait() may return without having waited to the end.
#include "run.h"
#include <semaphore.h>
#include <time.h>

static sem_t done;
static atomic_int result;

THREAD(works)
{
    atomic_store(&result, 1);
    sem_post(&done);
    END;
}

THREAD(waits)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_sec++;
    sem_timedwait(&done, &t);
    assert(atomic_load(&result) == 1);
    END;
}

void scenario(void)
{
    sem_init(&done, 0, 0);
    run(works, waits, NULL);
}
