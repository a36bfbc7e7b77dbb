// races.c - see races.h.
//
//   K1  time[i].at[t] is how many steps of thread t happen before step i or are
//       it: step k happens before step i if number(k) <= time[i].at[thread(k)].
#include "races.h"

#include "dpor.h"
#include "shared.h"

// A step, or what a task that waits would do next.
struct second {
    uint32_t index;
    uint16_t thread;
    uint32_t number;
    struct footprint footprint;
};

static struct clock time[STEPS_MAX + 1];
static uint32_t racing[STEPS_MAX];  // first steps of the races of one second
static uint32_t racing_count;
static uint32_t last_of[THREADS_MAX];  // index of its last step, plus 1

static bool is_before(uint32_t i, const struct clock *clock)
{
    return clock_covers(clock, step_at[i].thread, step_at[i].number);
}

// --- which races -------------------------------------------------------------

// The steps before s, from the last to the first.
//
// hidden: what happens before s also without the races found so far; it takes
// no part in one. held: what happens before some step without which s could not
// have been made; it could not have come after s, but for the steps that closed
// what that one opened.
static void scan(const struct second *s, struct clock *all)
{
    struct clock hidden, held;

    clock_copy(&hidden, all);
    clock_clear(&held);
    racing_count = 0;
    for (uint32_t i = s->index; i-- > 0;) {
        if (is_before(i, &hidden))
            continue;
        unsigned how = steps_relation(&step_at[i].footprint, &s->footprint);
        if (!how)
            continue;
        clock_join(all, &time[i]);
        bool opened = how & OPENED && !(how & CLOSED);
        if (opened)
            clock_join(&held, &time[i]);
        if (opened || (is_before(i, &held) && !(how & CLOSED)))
            continue;
        racing[racing_count++] = i;
        if (!(how & UNSURE))
            clock_join(&hidden, &time[i]);
    }
}

// --- who has to be tried -----------------------------------------------------

// The threads whose steps after first, but not because of it, have none of
// these before them: with each of them can begin a schedule in which s comes
// before first.
struct beginning {
    struct clock begun;  // the number of a thread's first step, 0 for none
    struct thread_set threads;
};

static void consider(struct beginning *b, unsigned thread, uint32_t number,
                     const struct clock *clock)
{
    bool is_first = true;

    if (b->begun.at[thread])
        return;
    for (unsigned t = 0; t < clock_width; t++)
        is_first &= !b->begun.at[t] || clock->at[t] < b->begun.at[t];
    b->begun.at[thread] = number;
    if (is_first)
        set_add(&b->threads, thread);
}

static void reverse(uint32_t first, const struct second *s,
                    const struct clock *all)
{
    struct beginning b;

    if (step_at[first].node == NO_NODE)
        return;  // nobody else could have run there
    clock_clear(&b.begun);
    memset(&b.threads, 0, sizeof b.threads);
    for (uint32_t i = first + 1; i < s->index; i++)
        if (!is_before(first, &time[i]))
            consider(&b, step_at[i].thread, step_at[i].number, &time[i]);
    consider(&b, s->thread, s->number, all);
    dpor_want(step_at[first].node, &b.threads);
}

// --- step by step ------------------------------------------------------------

static void find_races_of(const struct second *s)
{
    struct clock all;

    clock_clear(&all);
    if (last_of[s->thread])
        clock_copy(&all, &time[last_of[s->thread] - 1]);
    scan(s, &all);
    all.at[s->thread] = s->number;
    clock_copy(&time[s->index], &all);
    for (uint32_t i = 0; i < racing_count; i++)
        reverse(racing[i], s, &all);
}

// How a schedule ended: in the middle of a step, which cut off all others, or
// at a point where nobody could go on (or only sleepers).
static bool ended_in_a_step(enum run_status status)
{
    return status == RUN_DONE ||
           (status == RUN_FAILED && shared->failure.kind != FAILURE_DEADLOCK &&
            shared->failure.kind != FAILURE_LOST_WAKEUP);
}

static bool is_pending(const struct task *task, enum run_status status)
{
    if (task->state != TASK_LIVE)
        return false;
    if (ended_in_a_step(status))
        return task->id != step_at[step_count - 1].thread;
    return !scheduler_ready(task);
}

// Tasks that had something to do when the schedule ended.
static void find_races_of_pending(enum run_status status)
{
    for (unsigned t = 0; t < clock_width; t++) {
        const struct task *task = &scheduler_task[t];
        struct touch touch;
        if (!is_pending(task, status))
            continue;
        struct second s = {step_count, (uint16_t)t, UINT32_MAX,
                           steps_pending(task, &touch)};
        find_races_of(&s);
    }
}

void races_find(uint32_t first, enum run_status status)
{
    memset(last_of, 0, sizeof last_of);
    if (status == RUN_FAILED && ended_in_a_step(status))
        step_at[step_count - 1].footprint.everything = true;
    for (uint32_t i = 0; i < step_count; i++) {
        const struct step *step = &step_at[i];
        struct second s = {i, step->thread, step->number, step->footprint};
        if (i >= first)
            find_races_of(&s);
        last_of[step->thread] = i + 1;
    }
    find_races_of_pending(status);
}
