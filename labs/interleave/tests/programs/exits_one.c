// expect: exit
#include "run.h"

static atomic_int turn;

THREAD(first)
{
    atomic_store(&turn, 1);
    END;
}

THREAD(second)
{
    exit(!atomic_load(&turn));
    END;
}

void scenario(void)
{
    run(first, second, NULL);
}
