// expect: endless loop
// slow
#include "run.h"

static volatile int always = 1;

THREAD(spins)
{
    int local = always;
    while (local)
        ;
    END;
}

THREAD(other)
{
    END;
}

void scenario(void)
{
    run(spins, other, NULL);
}
