// expect: data race
// consequence: use after free
#include "run.h"

static _Atomic(int *) shared;

THREAD(frees)
{
    free(atomic_exchange(&shared, NULL));
    END;
}

THREAD(reads)
{
    int *seen = atomic_load(&shared);
    if (seen)
        assert(*seen == 5);
    END;
}

void scenario(void)
{
    int *block = malloc(sizeof *block);
    *block = 5;
    atomic_store(&shared, block);
    run(frees, reads, NULL);
}
