// expect: use after free
// options: races=expected
// free() ends all of the block, not just its first word.
#include "run.h"

static long *block;
static atomic_int go;

THREAD(frees)
{
    atomic_store(&go, 1);
    free(block);
    END;
}

THREAD(reads)
{
    if (atomic_load(&go))
        assert(block[9] == 9);
    END;
}

void scenario(void)
{
    block = malloc(10 * sizeof *block);
    block[9] = 9;
    run(frees, reads, NULL);
}
