// expect: clean
// not: every
// level: -O0
// A loop that gives up is not endless; what it does then is run, too.
#include "run.h"

static atomic_int flag, gave_up;

THREAD(polls)
{
    for (int i = 0; i < 10; i++)
        if (atomic_load(&flag))
            END;
    atomic_store(&gave_up, 1);
    END;
}

void scenario(void)
{
    run(polls, polls, NULL);
    assert(atomic_load(&gave_up));
}
