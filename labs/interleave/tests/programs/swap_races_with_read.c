// expect: data race
// One that succeeds writes.
#include "run.h"

static int word = 5;

THREAD(reads)
{
    assert(word >= 5);
    END;
}

THREAD(tries)
{
    __sync_bool_compare_and_swap(&word, 5, 6);
    END;
}

void scenario(void)
{
    run(reads, tries, NULL);
}
