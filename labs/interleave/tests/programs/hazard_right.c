// expect: clean
#include "run.h"

struct node {
    int value;
};
static _Atomic(struct node *) current, hazard;

static struct node *make(int value)
{
    struct node *n = malloc(sizeof *n);
    n->value = value;
    return n;
}

THREAD(replaces)
{
    struct node *old = atomic_exchange(&current, make(2));
    while (atomic_load(&hazard) == old)
        ;
    free(old);
    END;
}

THREAD(reads)
{
    struct node *seen;
    do {
        seen = atomic_load(&current);
        atomic_store(&hazard, seen);
    } while (atomic_load(&current) != seen);
    assert(seen->value > 0);
    atomic_store(&hazard, NULL);
    END;
}

void scenario(void)
{
    atomic_store(&current, make(1));
    run(replaces, reads, NULL);
    free(atomic_load(&current));
}
