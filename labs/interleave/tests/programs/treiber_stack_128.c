// expect: clean
// The same with a pointer and a count in sixteen bytes.
#include "run.h"

struct node {
    struct node *_Atomic next;
    atomic_int owned;
};

struct head {
    struct node *node;
    unsigned long changes;
};

static _Alignas(16) __int128 head;
static struct node node[3];

union word {
    struct head head;
    __int128 bits;
};

static union word look(void)
{
    union word w;
    w.bits = __atomic_load_n(&head, __ATOMIC_ACQUIRE);
    return w;
}

static int change(union word *old, struct node *to)
{
    union word new;
    new.head.node = to;
#ifdef WITHOUT_COUNT
    new.head.changes = 0;
#else
    new.head.changes = old->head.changes + 1;
#endif
    return __atomic_compare_exchange_n(&head, &old->bits, new.bits, 0,
                                       __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

static void push(struct node *n)
{
    union word old = look();
    assert(atomic_fetch_sub(&n->owned, 1) == 1);
    do
        atomic_store(&n->next, old.head.node);
    while (!change(&old, n));
}

static struct node *pop(void)
{
    union word old = look();
    while (old.head.node) {
        struct node *after = atomic_load(&old.head.node->next);
        if (!change(&old, after))
            continue;
        assert(atomic_fetch_add(&old.head.node->owned, 1) == 0);
        return old.head.node;
    }
    return NULL;
}

THREAD(pops_one)
{
    pop();
    END;
}

THREAD(pops_two_gives_one_back)
{
    struct node *a = pop();
    pop();
    if (a)
        push(a);
    END;
}

void scenario(void)
{
    for (int i = 0; i < 3; i++) {
        node[i].owned = 1;
        push(&node[i]);
    }
    run(pops_one, pops_two_gives_one_back, NULL);
    while (pop())
        ;
}
