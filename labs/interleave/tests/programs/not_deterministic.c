// expect: unjudged
#include "run.h"

atomic_int value;

THREAD(work)
{
    unsigned low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    atomic_store(&value, (int)low);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
}
