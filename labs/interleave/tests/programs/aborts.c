// expect: abort
#include "run.h"

static atomic_int turn;

THREAD(first)
{
    atomic_store(&turn, 1);
    END;
}

THREAD(second)
{
    if (!atomic_load(&turn))
        abort();
    END;
}

void scenario(void)
{
    run(first, second, NULL);
}
