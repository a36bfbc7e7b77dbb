// expect: assertion failed
// options: races=expected
// Main returns without joining: what it does last, alone, still comes before
// or after what the thread did.
#include "run.h"

static int x;

THREAD(writes)
{
    x = 1;
    END;
}

void scenario(void)
{
    pthread_t t;
    pthread_create(&t, NULL, writes, NULL);
    assert(x == 0);
}
