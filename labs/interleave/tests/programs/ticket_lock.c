// expect: clean
// A lock that serves in the order of arrival.
#include "run.h"

static atomic_uint next, serving;
static int inside;

static unsigned take_ticket(void)
{
#ifdef IN_TWO_STEPS
    unsigned ticket = atomic_load(&next);
    atomic_store(&next, ticket + 1);
    return ticket;
#else
    return atomic_fetch_add(&next, 1);
#endif
}

THREAD(work)
{
    unsigned ticket = take_ticket();
    while (atomic_load(&serving) != ticket)
        ;
    inside++;
    assert(inside == 1);
    inside--;
    atomic_fetch_add(&serving, 1);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
}
