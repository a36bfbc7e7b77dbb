// expect: leak
// Only if the second store overtakes the first.
#include "run.h"

static _Atomic(void *) slot;

THREAD(stores)
{
    void *new = malloc(16);
    if (!atomic_load(&slot))
        atomic_store(&slot, new);
    else
        free(new);
    END;
}

void scenario(void)
{
    run(stores, stores, NULL);
    free(slot);
}
