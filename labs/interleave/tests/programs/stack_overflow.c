// expect: stack overflow
#include "run.h"

static int depth(volatile int n)
{
    volatile char room[512];
    room[n % 512] = 1;
    return n ? depth(n - 1) + room[0] : 0;
}

THREAD(recurses)
{
    depth(1000000);
    END;
}

void scenario(void)
{
    run(recurses, NULL, NULL);
}
