// expect: clean
// options: leaks=1 budget=30000
// Michael and Scott's queue; nodes are not freed.
#include "run.h"

struct node {
    int value;
    _Atomic(struct node *) next;
};

static _Atomic(struct node *) first, last;
static atomic_int sum;

static struct node *make(int value)
{
    struct node *n = malloc(sizeof *n);
    n->value = value;
    n->next = NULL;
    return n;
}

static void put(int value)
{
    struct node *n = make(value);
    for (;;) {
        struct node *end = atomic_load(&last);
        struct node *after = atomic_load(&end->next);
        if (after) {
            atomic_compare_exchange_strong(&last, &end, after);
            continue;
        }
#ifdef LINKS_BLINDLY
        atomic_store(&end->next, n);
        atomic_store(&last, n);
        return;
#else
        struct node *none = NULL;
        if (!atomic_compare_exchange_strong(&end->next, &none, n))
            continue;
        atomic_compare_exchange_strong(&last, &end, n);
        return;
#endif
    }
}

static int get(void)
{
    for (;;) {
        struct node *before = atomic_load(&first);
        struct node *n = atomic_load(&before->next);
        if (!n)
            return 0;
#ifdef TAKES_BLINDLY
        atomic_store(&first, n);
        return n->value;
#else
        if (atomic_compare_exchange_strong(&first, &before, n))
            return n->value;
#endif
    }
}

THREAD(puts_one)
{
    put(1);
    END;
}

THREAD(puts_two)
{
    put(2);
    END;
}

THREAD(gets)
{
    atomic_fetch_add(&sum, get());
    END;
}

void scenario(void)
{
    struct node *empty = make(0);
    first = empty;
    last = empty;
    put(4);
#ifdef TAKES_BLINDLY
    run(gets, gets, NULL);
    assert(sum == 4);
#else
    run(puts_one, puts_two, gets);
    for (int value; (value = get());)
        sum += value;
    assert(sum == 7);
#endif
}
