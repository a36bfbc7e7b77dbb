// expect: clean
// Two chars of one word: different bytes do not race.
#include "run.h"

static struct {
    char a, b;
} pair;

THREAD(one)
{
    pair.a = 1;
    END;
}

THREAD(two)
{
    pair.b = 2;
    END;
}

void scenario(void)
{
    run(one, two, NULL);
    assert(pair.a + pair.b == 3);
}
