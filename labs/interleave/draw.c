// draw.c - strategies that draw schedules by chance, from a seed: what one
// schedule is depends on the seed and its number alone.
//
// PCT (Burckhardt and others 2010): threads have random priorities; at as many
// random moments as the bound says the running one becomes the least. A failure
// that needs that many ordered steps is found with a known probability. POS
// (Yuan, Yang and Gu 2018): every step has a random priority, drawn again when
// a step that it depends on overtakes it. The walk throws dice at each choice.
#include "search.h"
#include "steps.h"

#include <string.h>

enum { EARLY_WAKE = 8, CHANGES_MAX = 16 };  // one wait in so many ends early

static uint64_t seed, number, random_state;
static uint64_t priority[THREADS_MAX];  // 0: not drawn yet
static uint64_t choices, longest;       // in this schedule, in any
static uint64_t change_at[CHANGES_MAX];
static unsigned changes;

// SplitMix64 (Steele, Lea and Flood 2014).
static uint64_t draw(void)
{
    uint64_t z = random_state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static unsigned draw_below(uint64_t limit)
{
    return (unsigned)(draw() % limit);
}

static void begin(const struct search_plan *plan, unsigned bound)
{
    (void)bound;
    seed = plan->seed;
    changes = plan->last_bound < CHANGES_MAX ? plan->last_bound : CHANGES_MAX;
    number = 0;
    longest = 1;
}

static void start(void)
{
    random_state = sync_mix(seed, ++number);
    memset(priority, 0, sizeof priority);
    choices = 0;
    for (unsigned i = 0; i < changes; i++)
        change_at[i] = 1 + draw() % longest;
}

static enum next next(enum run_status status)
{
    (void)status;
    if (choices > longest)
        longest = choices;
    return NEXT_SCHEDULE;
}

// --- answering ---------------------------------------------------------------

static unsigned answer(const struct choice *choice, unsigned index)
{
    // More switches than a token holds would be of no use.
    if (index && switches_taken.count == SWITCHES_MAX)
        scheduler_leave(RUN_CUT);
    switches_note(choice, index);
    return index;
}

// One of the waits that could end early; there is one.
static unsigned draw_early_wake(const struct choice *choice)
{
    unsigned i = draw_below(choice->count);

    while (choice->option[i].pick < PICK_TIMEOUT)
        i = (i + 1) % choice->count;
    return i;
}

static unsigned early_wakes(const struct choice *choice)
{
    unsigned count = 0;

    for (unsigned i = 0; i < choice->count; i++)
        count += choice->option[i].pick >= PICK_TIMEOUT;
    return count;
}

// Whether a wait is to end early here.
static bool wakes_early(const struct choice *choice)
{
    unsigned count = early_wakes(choice);

    return count == choice->count || (count && !draw_below(EARLY_WAKE));
}

static unsigned walk(const struct choice *choice)
{
    return answer(choice, draw_below(choice->count));
}

// --- by priority -------------------------------------------------------------

// Drawn ones are above all that PCT hands down.
static uint64_t priority_of(unsigned thread)
{
    if (!priority[thread])
        priority[thread] = CHANGES_MAX + 1 + (draw() >> 1);
    return priority[thread];
}

static unsigned highest(const struct choice *choice)
{
    unsigned best = choice->count;

    for (unsigned i = 0; i < choice->count; i++) {
        uint16_t pick = choice->option[i].pick;
        if (pick < PICK_TIMEOUT &&
            (best == choice->count ||
             priority_of(pick) > priority_of(choice->option[best].pick)))
            best = i;
    }
    return best;
}

static unsigned choose_by_priority(const struct choice *choice)
{
    if (choice->is_value)
        return walk(choice);
    if (wakes_early(choice))
        return answer(choice, draw_early_wake(choice));
    return answer(choice, highest(choice));
}

static unsigned choose_pct(const struct choice *choice)
{
    choices++;
    for (unsigned i = 0; i < changes; i++)
        if (change_at[i] == choices)
            priority[choice->task->id] = i + 1;
    return choose_by_priority(choice);
}

static void step_pos(const struct task *task, bool early)
{
    struct touch mine, other;
    struct footprint f = steps_pending(task, &mine);

    (void)early;
    priority[task->id] = 0;
    for (unsigned t = 0; t < clock_width; t++) {
        struct footprint g = steps_pending(&scheduler_task[t], &other);
        if (priority[t] && steps_relation(&f, &g))
            priority[t] = 0;
    }
}

const struct strategy pct_strategy = {.begin = begin,
                                      .start = start,
                                      .choose = choose_pct,
                                      .next = next,
                                      .draws = true};
const struct strategy pos_strategy = {.begin = begin,
                                      .start = start,
                                      .choose = choose_by_priority,
                                      .step = step_pos,
                                      .next = next,
                                      .draws = true};
const struct strategy walk_strategy = {.begin = begin,
                                       .start = start,
                                       .choose = walk,
                                       .next = next,
                                       .draws = true};
