// expect: crash
#include "run.h"

static _Atomic(int *) pointer;
static int value;

THREAD(sets)
{
    atomic_store(&pointer, &value);
    END;
}

THREAD(uses)
{
    *atomic_load(&pointer) = 1;
    END;
}

void scenario(void)
{
    run(sets, uses, NULL);
}
