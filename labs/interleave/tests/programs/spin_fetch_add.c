// expect: clean
// A lock made of fetch_add: its loop writes all the time.
#include "run.h"

static atomic_int lock;
static int counter;

THREAD(work)
{
    while (atomic_fetch_add(&lock, 1))
        atomic_fetch_sub(&lock, 1);
    counter++;
    atomic_fetch_sub(&lock, 1);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
    assert(counter == 2);
}
