// expect: clean
// Mellor-Crummey and Scott's lock: who waits spins on a flag of its own.
#include "run.h"

struct waiter {
    _Atomic(struct waiter *) next;
    atomic_int waits;
};

static _Atomic(struct waiter *) last;
static int inside;

static void lock(struct waiter *self)
{
    atomic_store(&self->next, NULL);
    atomic_store(&self->waits, 1);
    struct waiter *before = atomic_exchange(&last, self);
    if (!before)
        return;
    atomic_store(&before->next, self);
    while (atomic_load(&self->waits))
        ;
}

static void unlock(struct waiter *self)
{
    struct waiter *next = atomic_load(&self->next), *expected = self;
    if (!next) {
        if (atomic_compare_exchange_strong(&last, &expected, NULL))
            return;
#ifdef DOES_NOT_WAIT_FOR_LINK
        return;
#endif
        while (!(next = atomic_load(&self->next)))
            ;
    }
    atomic_store(&next->waits, 0);
}

THREAD(work)
{
    struct waiter self;
    lock(&self);
    inside++;
    assert(inside == 1);
    inside--;
    unlock(&self);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
}
