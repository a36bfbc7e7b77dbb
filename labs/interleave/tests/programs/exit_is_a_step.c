// expect: assertion failed
// The program ends when a thread says so, but others may be faster.
#include "run.h"

THREAD(fails)
{
    assert(!"it runs before the end");
    END;
}

void scenario(void)
{
    pthread_t t;
    pthread_create(&t, NULL, fails, NULL);
    exit(0);
}
