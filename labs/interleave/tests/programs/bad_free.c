// expect: bad free
#include "run.h"

char *block;

THREAD(frees)
{
    block = malloc(32);
    free(block + 8);
    END;
}

void scenario(void)
{
    run(frees, NULL, NULL);
}
