// expect: clean
#include "run.h"

void scenario(void)
{
    int *block = calloc(1, sizeof *block);
    assert(*block == 0);
    free(block);
}
