// expect: data race
// options: races=record
// Only a race: told, though races were not what was looked for.
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
