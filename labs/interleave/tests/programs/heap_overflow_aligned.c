// expect: heap overflow
#include "run.h"

THREAD(work)
{
    char *block = aligned_alloc(64, 64);
    block[64] = 1;
    free(block);
    END;
}

void scenario(void)
{
    run(work, NULL, NULL);
}
