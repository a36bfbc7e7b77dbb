// expect: assertion failed
#include "run.h"
#include <unistd.h>

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
    sleep(1);
    assert(atomic_load(&done));
    pthread_join(t, NULL);
}
