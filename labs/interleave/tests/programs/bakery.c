// expect: clean
// options: bound=2 budget=20000
// Lamport's bakery for two.
#include "run.h"

static atomic_int choosing[2], number[2];
static int inside;

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static void work(int me)
{
    int other = 1 - me;
#ifndef DOES_NOT_SAY_THAT_IT_CHOOSES
    atomic_store(&choosing[me], 1);
#endif
    int mine = 1 + larger(atomic_load(&number[0]), atomic_load(&number[1]));
    atomic_store(&number[me], mine);
    atomic_store(&choosing[me], 0);
    while (atomic_load(&choosing[other]))
        ;
    for (;;) {
        int theirs = atomic_load(&number[other]);
        if (!theirs || theirs > mine || (theirs == mine && other > me))
            break;
    }
    inside++;
    assert(inside == 1);
    inside--;
    atomic_store(&number[me], 0);
}

THREAD(first)
{
    work(0);
    END;
}

THREAD(second)
{
    work(1);
    END;
}

void scenario(void)
{
    run(first, second, NULL);
}
