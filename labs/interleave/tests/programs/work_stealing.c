// expect: clean
// options: budget=30000
// Chase's and Lev's deque: the owner works at one end, a thief at the other;
// for the last one they meet.
#include "run.h"

enum { NONE = -1 };

static atomic_int task[4];
static atomic_int top, bottom;
static atomic_int done[4];

static void push(int t)
{
    int b = atomic_load(&bottom);
    atomic_store(&task[b], t);
    atomic_store(&bottom, b + 1);
}

static int pop(void)
{
    int b = atomic_load(&bottom) - 1;
    atomic_store(&bottom, b);
    int t = atomic_load(&top);
    if (t > b) {
        atomic_store(&bottom, b + 1);
        return NONE;
    }
    int got = atomic_load(&task[b]);
    if (t < b)
        return got;
#ifndef TAKES_THE_LAST_UNASKED
    if (!atomic_compare_exchange_strong(&top, &t, t + 1))
        got = NONE;
#endif
    atomic_store(&bottom, b + 1);
    return got;
}

static int steal(void)
{
    int t = atomic_load(&top);
    if (t >= atomic_load(&bottom))
        return NONE;
    int got = atomic_load(&task[t]);
    return atomic_compare_exchange_strong(&top, &t, t + 1) ? got : NONE;
}

static void perform(int t)
{
    if (t != NONE)
        assert(atomic_fetch_add(&done[t], 1) == 0);
}

THREAD(owner)
{
    perform(pop());
    perform(pop());
    END;
}

THREAD(thief)
{
    perform(steal());
    END;
}

void scenario(void)
{
    push(0);
    push(1);
    run(owner, thief, NULL);
}
