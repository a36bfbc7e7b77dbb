// expect: clean
#include "run.h"

static atomic_int done;

THREAD(work)
{
    atomic_store(&done, 1);
    END;
}

void scenario(void)
{
    pthread_t t;
    pthread_create(&t, NULL, work, NULL);
    pthread_detach(t);
    atomic_load(&done);
}
