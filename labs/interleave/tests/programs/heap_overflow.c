// expect: heap overflow
#include "run.h"

char *block;

THREAD(writes)
{
    block = malloc(10);
    for (int i = 0; i <= 10; i++)
        block[i] = 0;
    free(block);
    END;
}

void scenario(void)
{
    run(writes, NULL, NULL);
}
