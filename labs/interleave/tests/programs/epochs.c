// expect: clean
// Two epochs: what was unlinked in one is freed when nobody reads in it.
#include "run.h"

static atomic_uint epoch;
static atomic_int readers[2];
static _Atomic(int *) shared;

THREAD(reads)
{
    unsigned mine;
    for (;;) {
        mine = atomic_load(&epoch);
        atomic_fetch_add(&readers[mine % 2], 1);
#ifdef DOES_NOT_LOOK_AGAIN
        break;
#endif
        if (atomic_load(&epoch) == mine)
            break;
        atomic_fetch_sub(&readers[mine % 2], 1);
    }
    int *seen = atomic_load(&shared);
    assert(*seen > 0);
    atomic_fetch_sub(&readers[mine % 2], 1);
    END;
}

static void replace(int value)
{
    int *new = malloc(sizeof *new);
    *new = value;
    int *old = atomic_exchange(&shared, new);
    unsigned before = atomic_fetch_add(&epoch, 1);
    while (atomic_load(&readers[before % 2]))
        ;
    free(old);
}

THREAD(replaces)
{
    replace(2);
    replace(3);
    END;
}

void scenario(void)
{
    int *first = malloc(sizeof *first);
    *first = 1;
    shared = first;
    run(reads, replaces, NULL);
    free(atomic_load(&shared));
}
