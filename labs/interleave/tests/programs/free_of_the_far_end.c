// expect: use after free
// options: races=expected
// free() ends all of the block, not just its first word.
#include "run.h"

static long *block;

THREAD(reads)
{
    assert(block[9] == 9);
    END;
}

THREAD(frees)
{
    free(block);
    END;
}

void scenario(void)
{
    block = malloc(10 * sizeof *block);
    block[9] = 9;
    run(reads, frees, NULL);
}
