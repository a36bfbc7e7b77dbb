// expect: clean
// options: leaks=1
// Harris's list: a node is marked in its own link before it is unlinked, so
// nobody adds behind a node that is gone.
#include "run.h"
#include <stdint.h>

struct node {
    int key;
    _Atomic uintptr_t next;  // the lowest bit: gone
};

static struct node head;

static struct node *make(int key, struct node *next)
{
    struct node *n = malloc(sizeof *n);
    n->key = key;
    n->next = (uintptr_t)next;
    return n;
}

static void add_behind(struct node *before, int key)
{
    uintptr_t next = atomic_load(&before->next);
    while (!(next & 1)) {
        struct node *n = make(key, (struct node *)next);
        if (atomic_compare_exchange_strong(&before->next, &next, (uintptr_t)n))
            return;
    }
    add_behind(&head, key);
}

static void drop_first(void)
{
    uintptr_t first = atomic_load(&head.next);
    struct node *n = (struct node *)first;
#ifdef WITHOUT_MARK
    uintptr_t next = atomic_load(&n->next);
#else
    uintptr_t next = atomic_fetch_or(&n->next, 1);
#endif
    atomic_compare_exchange_strong(&head.next, &first, next);
}

THREAD(drops)
{
    drop_first();
    END;
}

THREAD(adds)
{
    add_behind((struct node *)atomic_load(&head.next), 2);
    END;
}

static int has(int key)
{
    struct node *n = (struct node *)(head.next & ~(uintptr_t)1);
    while (n && n->key != key)
        n = (struct node *)(n->next & ~(uintptr_t)1);
    return n != NULL;
}

void scenario(void)
{
    head.next = (uintptr_t)make(1, make(3, NULL));
    run(drops, adds, NULL);
    assert(has(2) && has(3));
}
