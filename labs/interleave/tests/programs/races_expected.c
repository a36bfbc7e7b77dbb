// expect: clean
// options: races=expected
#include "run.h"

static int hits;

THREAD(work)
{
    hits = 1;
    END;
}

void scenario(void)
{
    run(work, work, NULL);
    assert(hits == 1);
}
