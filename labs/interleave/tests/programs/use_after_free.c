// expect: use after free
// options: races=record
#include "run.h"

static int *shared;

THREAD(frees)
{
    int *old = shared;
    shared = NULL;
    free(old);
    END;
}

THREAD(reads)
{
    int *seen = shared;
    if (seen)
        assert(*seen == 5);
    END;
}

void scenario(void)
{
    shared = malloc(sizeof *shared);
    *shared = 5;
    run(frees, reads, NULL);
}
