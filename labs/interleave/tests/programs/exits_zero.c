// expect: clean
#include "run.h"

THREAD(ends)
{
    exit(0);
    END;
}

void scenario(void)
{
    run(ends, ends, NULL);
    assert(0);
}
