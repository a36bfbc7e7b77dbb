// expect: clean
#include "run.h"

static atomic_flag lock = ATOMIC_FLAG_INIT;
static int counter;

THREAD(work)
{
    while (atomic_flag_test_and_set(&lock))
        ;
    counter++;
    atomic_flag_clear(&lock);
    END;
}

void scenario(void)
{
    run(work, work, work);
    assert(counter == 3);
}
