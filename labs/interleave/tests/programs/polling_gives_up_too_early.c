// expect: assertion failed
#include "run.h"

static atomic_int flag, gave_up;

THREAD(sets)
{
    atomic_store(&flag, 1);
    END;
}

THREAD(polls)
{
    int i = 0;
    while (i < 3 && !atomic_load(&flag))
        i++;
    atomic_store(&gave_up, i == 3);
    END;
}

void scenario(void)
{
    run(sets, polls, NULL);
    assert(!atomic_load(&gave_up));
}
