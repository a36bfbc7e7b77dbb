// expect: assertion failed
// options: races=record
// The statistics race; what is looked for is the lost update.
#include "run.h"

static int statistics;
static atomic_int counter;

THREAD(work)
{
    statistics++;
    atomic_store(&counter, atomic_load(&counter) + 1);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
    assert(atomic_load(&counter) == 2);
}
