// expect: clean
// A configuration is replaced while others read it: the old one is freed when
// no reader is left from before.
#include "run.h"

struct config {
    int a, b;
};

static _Atomic(struct config *) current;
static atomic_int reading;

static struct config *make(int value)
{
    struct config *c = malloc(sizeof *c);
    c->a = c->b = value;
    return c;
}

THREAD(reads)
{
    atomic_fetch_add(&reading, 1);
    struct config *c = atomic_load(&current);
    assert(c->a == c->b);
    atomic_fetch_sub(&reading, 1);
    END;
}

THREAD(replaces)
{
#ifdef WAITS_BEFORE_THE_SWAP
    while (atomic_load(&reading))
        ;
#endif
    struct config *old = atomic_exchange(&current, make(2));
#if !defined(WITHOUT_GRACE) && !defined(WAITS_BEFORE_THE_SWAP)
    while (atomic_load(&reading))
        ;
#endif
    free(old);
    END;
}

void scenario(void)
{
    current = make(1);
    run(reads, replaces, NULL);
    free(atomic_load(&current));
}
