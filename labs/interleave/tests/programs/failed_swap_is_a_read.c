// expect: clean
// A compare-and-swap that fails only reads, and reads do not race.
#include "run.h"

static int word = 5;

THREAD(reads)
{
    assert(word == 5);
    END;
}

THREAD(tries)
{
    int expected = 4;
    __atomic_compare_exchange_n(&word, &expected, 6, 0, __ATOMIC_SEQ_CST,
                                __ATOMIC_SEQ_CST);
    assert(expected == 5);
    END;
}

void scenario(void)
{
    run(reads, tries, NULL);
}
