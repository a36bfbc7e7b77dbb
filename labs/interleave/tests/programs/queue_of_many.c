// expect: clean
// options: bound=2 budget=20000
// A bounded queue for many on both sides: each slot has a sequence number.
#include "run.h"

enum { ROOM = 2 };

static struct {
    atomic_uint sequence;
    int value;
} slot[ROOM];
static atomic_uint head, tail;
static atomic_int sum;

static int put(int value)
{
    unsigned at = atomic_load(&tail);
    for (;;) {
        int ahead = (int)(atomic_load(&slot[at % ROOM].sequence) - at);
        if (ahead < 0)
            return 0;
        if (ahead > 0)
            at = atomic_load(&tail);
        else if (atomic_compare_exchange_weak(&tail, &at, at + 1))
            break;
    }
#ifdef SHOWS_BEFORE_IT_WRITES
    atomic_store(&slot[at % ROOM].sequence, at + 1);
    slot[at % ROOM].value = value;
#else
    slot[at % ROOM].value = value;
    atomic_store(&slot[at % ROOM].sequence, at + 1);
#endif
    return 1;
}

static int get(void)
{
    unsigned at = atomic_load(&head);
    for (;;) {
        int ahead = (int)(atomic_load(&slot[at % ROOM].sequence) - (at + 1));
        if (ahead < 0)
            return 0;
        if (ahead > 0)
            at = atomic_load(&head);
        else if (atomic_compare_exchange_weak(&head, &at, at + 1))
            break;
    }
    int value = slot[at % ROOM].value;
    atomic_store(&slot[at % ROOM].sequence, at + ROOM);
    return value;
}

THREAD(puts_one)
{
    put(1);
    END;
}

THREAD(gets)
{
    atomic_fetch_add(&sum, get());
    END;
}

void scenario(void)
{
    for (unsigned i = 0; i < ROOM; i++)
        slot[i].sequence = i;
    put(2);
    run(puts_one, gets, gets);
    sum += get();
    sum += get();
    assert(sum == 3);
}
