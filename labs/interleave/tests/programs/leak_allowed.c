// expect: clean
// options: leaks=1
#include "run.h"

void *slot;

THREAD(stores)
{
    slot = malloc(16);
    slot = NULL;
    END;
}

THREAD(nothing)
{
    END;
}

void scenario(void)
{
    run(stores, nothing, NULL);
}
