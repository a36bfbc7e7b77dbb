// expect: livelock
#include "run.h"

atomic_int flag;

THREAD(waits)
{
    while (!atomic_load(&flag))
        ;
    END;
}

void scenario(void)
{
    run(waits, waits, NULL);
}
