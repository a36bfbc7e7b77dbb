// expect: clean
// An atomic of 24 bytes, which no instruction has.
#include "run.h"

struct three {
    long a, b, c;
};

#ifdef PLAIN
static struct three shared;
#else
static _Atomic struct three shared;
#endif

THREAD(writes)
{
    shared = (struct three){1, 1, 1};
    END;
}

THREAD(reads)
{
    struct three seen = shared;
    assert(seen.a == seen.b && seen.b == seen.c);
    END;
}

#ifndef PLAIN
THREAD(swaps)
{
    struct three expected = {0, 0, 0}, new = {2, 2, 2};
    if (!atomic_compare_exchange_strong(&shared, &expected, new))
        assert(expected.a == 1 && expected.c == 1);
    atomic_exchange(&shared, new);
    END;
}
#endif

void scenario(void)
{
    struct three zero = {0, 0, 0};
    shared = zero;
#ifdef PLAIN
    run(writes, reads, NULL);
#else
    run(writes, reads, swaps);
#endif
}
