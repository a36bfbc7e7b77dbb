// expect: endless loop
#include "run.h"

int never[2];

THREAD(spins)
{
    while (!never[0])
        ;
    END;
}

void scenario(void)
{
    run(spins, NULL, NULL);
}
