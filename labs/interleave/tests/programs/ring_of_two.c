// expect: clean
// A ring between one producer and one consumer.
#include "run.h"

enum { ROOM = 2, ITEMS = 3 };

static int slot[ROOM];
static atomic_uint head, tail;

#ifdef RELAXED
#define PUBLISH memory_order_relaxed
#else
#define PUBLISH memory_order_release
#endif
#ifdef ONE_TOO_MANY
#define FULL(used) ((used) > ROOM)
#else
#define FULL(used) ((used) == ROOM)
#endif

THREAD(produces)
{
    for (int i = 0; i < ITEMS; i++) {
        unsigned at = atomic_load_explicit(&tail, memory_order_relaxed);
        while (FULL(at - atomic_load_explicit(&head, memory_order_acquire)))
            ;
        slot[at % ROOM] = i + 1;
        atomic_store_explicit(&tail, at + 1, PUBLISH);
    }
    END;
}

THREAD(consumes)
{
    for (int i = 0; i < ITEMS; i++) {
        unsigned at = atomic_load_explicit(&head, memory_order_relaxed);
        while (at == atomic_load_explicit(&tail, memory_order_acquire))
            ;
        assert(slot[at % ROOM] == i + 1);
        atomic_store_explicit(&head, at + 1, PUBLISH);
    }
    END;
}

void scenario(void)
{
    run(produces, consumes, NULL);
}
