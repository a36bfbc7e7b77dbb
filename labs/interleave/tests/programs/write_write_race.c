// expect: data race
#include "run.h"

long shared;

THREAD(one)
{
    shared = 1;
    END;
}

THREAD(two)
{
    shared = 2;
    END;
}

void scenario(void)
{
    run(one, two, NULL);
}
