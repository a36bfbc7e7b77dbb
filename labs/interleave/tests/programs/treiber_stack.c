// expect: clean
// A stack whose head is changed by compare-and-swap. Nodes are used again, so
// the head carries a count of its changes: both in one word.
#include "run.h"

enum { NODES = 3, NONE = NODES };

static atomic_uint head = NONE;  // node, and changes above it
static unsigned next[NODES];
static atomic_int owned[NODES];

#ifdef WITHOUT_COUNT
#define CHANGED(old, node) (node)
#else
#define CHANGED(old, node) (((old) & ~0xffu) + 0x100 + (node))
#endif

static void push(unsigned node)
{
    unsigned old = atomic_load(&head);
    assert(atomic_fetch_sub(&owned[node], 1) == 1);
    do
        __atomic_store_n(&next[node], old & 0xff, __ATOMIC_RELAXED);
    while (!atomic_compare_exchange_weak(&head, &old, CHANGED(old, node)));
}

static unsigned pop(void)
{
    unsigned old = atomic_load(&head), after;
    do {
        if ((old & 0xff) == NONE)
            return NONE;
        after = __atomic_load_n(&next[old & 0xff], __ATOMIC_RELAXED);
    } while (!atomic_compare_exchange_weak(&head, &old, CHANGED(old, after)));
    assert(atomic_fetch_add(&owned[old & 0xff], 1) == 0);
    return old & 0xff;
}

THREAD(pops_one)
{
    pop();
    END;
}

THREAD(pops_two_gives_one_back)
{
    unsigned a = pop();
    pop();
    if (a != NONE)
        push(a);
    END;
}

void scenario(void)
{
    for (unsigned i = 0; i < NODES; i++) {
        owned[i] = 1;
        push(i);
    }
    run(pops_one, pops_two_gives_one_back, NULL);
    while (pop() != NONE)
        ;
    for (unsigned i = 0; i < NODES; i++)
        assert(owned[i] == 1);
}
