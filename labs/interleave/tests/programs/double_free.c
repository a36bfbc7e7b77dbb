// expect: double free
// options: races=record
#include "run.h"

static void *block;

THREAD(frees)
{
    free(block);
    END;
}

void scenario(void)
{
    block = malloc(8);
    run(frees, frees, NULL);
}
