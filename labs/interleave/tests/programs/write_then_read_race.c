// expect: data race
// options: bound=0
// The writer reads what it wrote; its write must not be forgotten for that.
#include "run.h"

int value, seen;

THREAD(writes)
{
    value = 1;
    seen = value;
    END;
}

THREAD(reads)
{
    assert(value <= 1);
    END;
}

void scenario(void)
{
    run(writes, reads, NULL);
}
