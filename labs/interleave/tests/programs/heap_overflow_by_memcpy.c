// expect: heap overflow
#include "run.h"

char *block;

THREAD(writes)
{
    static const char text[32] = "more than fits";
    block = malloc(16);
    memcpy(block, text, 20);
    free(block);
    END;
}

void scenario(void)
{
    run(writes, NULL, NULL);
}
