// expect: data race
// consequence: use after free
// free() gives back the whole block, not its first word.
#include "run.h"

static char *block;

THREAD(writes_the_end)
{
    block[63] = 1;
    END;
}

THREAD(frees)
{
    free(block);
    END;
}

void scenario(void)
{
    block = calloc(64, 1);
    run(writes_the_end, frees, NULL);
}
