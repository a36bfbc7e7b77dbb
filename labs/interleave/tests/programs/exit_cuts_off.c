// expect: assertion failed
// The program's end is a step like any other: what it cuts off may come first.
#include "run.h"

static atomic_int x;

THREAD(looks)
{
    assert(atomic_load(&x) == 0);
    END;
}

void scenario(void)
{
    pthread_t t;
    pthread_create(&t, NULL, looks, NULL);
    pthread_detach(t);
    atomic_store(&x, 1);
    exit(0);
}
