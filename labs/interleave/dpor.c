// dpor.c - one schedule of each class of schedules that differ only in the
// order of steps which do not depend on each other: source sets (Abdulla,
// Aronsson, Jonsson, Sagonas 2014) with sleep sets (Godefroid 1996).
//
// After a schedule has run, each pair of steps that depend on each other and
// could have come the other way round (a race, races.h) asks for a schedule in
// which they do: some thread is added to those that are tried at the choice
// before the first of them. A thread that was tried sleeps: a schedule that
// begins with another one is run only if a step that depends on the sleeper's
// comes before it, since all others were run already.
//
//   G1  node[0 .. length) are the choices of the schedule that runs next.
//   G2  A thread in tried has been run from this choice in all of its ways, and
//       what its step touched there is in the node's sleepers.
//   G3  asleep[t] says of the schedule that runs: t's next step was explored
//       from a choice before, and nothing since depends on it.
#include "dpor.h"

#include "determinism.h"
#include "fail.h"
#include "races.h"
#include "search.h"
#include "shared.h"

#include <string.h>

enum { SLEEPERS_MAX = 1 << 17 };

struct node {
    uint32_t first;  // of its options in pool
    uint16_t count;
    uint16_t index;     // the one taken
    uint32_t step;      // that is taken here; of a value: that takes it
    uint32_t sleepers;  // the first in sleeper
    uint32_t touches;   // the first in sleeper_pool
    bool is_value;
    uint64_t signature;
    struct thread_set offered, wanted, tried, slept;
};

struct sleeper {
    uint16_t thread;
    struct footprint footprint;
};

static struct node node[NODES_MAX];
static uint16_t pool[4 * NODES_MAX];  // picks
static struct sleeper sleeper[SLEEPERS_MAX];
static struct touch sleeper_pool[TOUCHES_MAX];
static unsigned length, depth;
static uint32_t sleepers, sleeper_touches;
static uint32_t first_new;  // steps before it are those of the last schedule
static const struct footprint *asleep[THREADS_MAX];
static bool settled;  // the last step's touches have woken whom they wake
static uint32_t chosen_at;
static bool gave_up;

static unsigned thread_of(uint16_t pick)
{
    return pick % PICK_TIMEOUT;
}

// --- who sleeps --------------------------------------------------------------

// The running step is over: wake the sleepers whose steps depend on it.
static void settle(void)
{
    const struct step *last = &step_at[step_count - 1];

    if (settled || !step_count)
        return;
    settled = true;
    for (unsigned t = 0; t < clock_width; t++)
        if (asleep[t] && steps_relation(&last->footprint, asleep[t]))
            asleep[t] = NULL;
}

static void put_to_sleep(unsigned at)
{
    uint32_t end = at + 1 < length ? node[at + 1].sleepers : sleepers;

    for (uint32_t i = node[at].sleepers; i < end; i++)
        asleep[sleeper[i].thread] = &sleeper[i].footprint;
}

static _Noreturn void give_up(void)
{
    gave_up = true;
    scheduler_leave(RUN_CUT);
}

// All that begins so was run before.
static _Noreturn void cut(void)
{
    scheduler_leave(RUN_CUT);
}

// --- choosing ----------------------------------------------------------------

static bool pick_awake(struct node *n)
{
    for (n->index = 0; n->index < n->count; n->index++)
        if (!asleep[thread_of(pool[n->first + n->index])])
            return true;
    return false;
}

// No step makes a wait end early, so no race asks for it: it is tried wherever
// it may happen.
static void note_threads(struct node *n)
{
    for (unsigned i = 0; i < n->count; i++) {
        unsigned thread = thread_of(pool[n->first + i]);
        set_add(&n->offered, thread);
        if (pool[n->first + i] >= PICK_TIMEOUT)
            set_add(&n->wanted, thread);
        if (asleep[thread])
            set_add(&n->slept, thread);
    }
}

static void make_node(const struct choice *choice)
{
    struct node *n = &node[length];
    uint32_t first =
        length ? node[length - 1].first + node[length - 1].count : 0;

    if (length == NODES_MAX || first + choice->count > 4 * NODES_MAX)
        give_up();
    *n = (struct node){.first = first,
                       .count = (uint16_t)choice->count,
                       .step = step_count - choice->is_value,
                       .sleepers = sleepers,
                       .touches = sleeper_touches,
                       .is_value = choice->is_value,
                       .signature = determinism_signature(choice)};
    for (unsigned i = 0; i < choice->count; i++)
        pool[first + i] = choice->option[i].pick;
    if (!choice->is_value) {
        note_threads(n);
        if (!pick_awake(n))
            cut();
        set_add(&n->wanted, thread_of(pool[first + n->index]));
    }
    length++;
}

static unsigned choose(const struct choice *choice)
{
    if (steps_overflow)
        give_up();
    if (!choice->is_value)
        settle();
    if (depth == length)
        make_node(choice);
    else if (node[depth].signature != determinism_signature(choice))
        determinism_is_lost(choice);
    const struct node *n = &node[depth];
    if (!n->is_value) {
        put_to_sleep(depth);
        chosen_at = depth;
    }
    depth++;
    switches_note(choice, n->index);
    return n->index;
}

static void step(const struct task *task, bool early)
{
    if (step_count)
        settle();
    if (steps_overflow)
        give_up();
    if (asleep[task->id])
        cut();
    steps_begin(task, chosen_at);
    if (early)
        steps_touch_everything();
    chosen_at = NO_NODE;
    settled = false;
}

static void start(void)
{
    depth = 0;
    chosen_at = NO_NODE;
    memset(asleep, 0, sizeof asleep);
    steps_reset();
    steps_on = true;
}

// --- the next schedule -------------------------------------------------------

void dpor_want(uint32_t at, const struct thread_set *some)
{
    struct node *n = &node[at];

    if (set_meets(some, &n->wanted) || set_meets(some, &n->slept))
        return;
    for (unsigned t = 0; t < clock_width; t++) {
        if (set_has(some, t) && set_has(&n->offered, t)) {
            set_add(&n->wanted, t);
            return;
        }
    }
}

// Remember what the thread that was tried at n touched there.
static bool add_sleeper(const struct node *n, unsigned thread)
{
    struct footprint f = step_at[n->step].footprint;

    if (sleepers == SLEEPERS_MAX || sleeper_touches + f.count > TOUCHES_MAX)
        return false;
    memcpy(&sleeper_pool[sleeper_touches], f.touch, f.count * sizeof *f.touch);
    f.touch = &sleeper_pool[sleeper_touches];
    sleeper_touches += f.count;
    for (unsigned i = 0; i < n->count; i++)
        f.everything |= pool[n->first + i] >= PICK_TIMEOUT &&
                        thread_of(pool[n->first + i]) == thread;
    sleeper[sleepers++] = (struct sleeper){(uint16_t)thread, f};
    return true;
}

// Another way for the thread that was just tried: it is woken, or time is up.
static bool another_way(struct node *n, unsigned thread)
{
    for (unsigned i = n->index + 1u; i < n->count; i++) {
        if (thread_of(pool[n->first + i]) == thread) {
            n->index = (uint16_t)i;
            return true;
        }
    }
    return false;
}

static bool wanted_thread(struct node *n)
{
    for (n->index = 0; n->index < n->count; n->index++) {
        unsigned t = thread_of(pool[n->first + n->index]);
        if (set_has(&n->wanted, t) && !set_has(&n->tried, t) &&
            !set_has(&n->slept, t))
            return true;
    }
    return false;
}

static bool advance(struct node *n)
{
    if (n->is_value)
        return ++n->index < n->count;
    unsigned thread = thread_of(pool[n->first + n->index]);
    if (another_way(n, thread))
        return true;
    set_add(&n->tried, thread);
    if (!add_sleeper(n, thread)) {
        gave_up = true;
        return true;
    }
    return wanted_thread(n);
}

static enum next next(enum run_status status)
{
    steps_on = false;
    if (!gave_up)
        races_find(first_new, status);
    while (length && !gave_up && !advance(&node[length - 1])) {
        struct node *n = &node[--length];
        sleepers = n->sleepers;
        sleeper_touches = n->touches;
    }
    if (gave_up)
        return NEXT_GIVES_UP;
    if (!length)
        return NEXT_NOTHING;
    first_new = node[length - 1].step;
    return NEXT_SCHEDULE;
}

static void begin(const struct search_plan *plan, unsigned bound)
{
    (void)plan;
    (void)bound;
    length = 0;
    sleepers = sleeper_touches = first_new = 0;
    gave_up = false;
}

const struct strategy dpor_strategy = {.begin = begin,
                                       .start = start,
                                       .choose = choose,
                                       .step = step,
                                       .next = next};
