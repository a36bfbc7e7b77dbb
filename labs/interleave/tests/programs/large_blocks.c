// expect: unjudged
// What a machine may have and the explorer has not is no failure of malloc().
#include "run.h"

THREAD(work)
{
    char *block = malloc(200 << 20);
    assert(block);
    free(block);
    END;
}

void scenario(void)
{
    assert(!malloc((size_t)1 << 50));
    run(work, NULL, NULL);
}
