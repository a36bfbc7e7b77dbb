// search.c - see search.h.
//
//   F1  node[0 .. length) are the choices of the schedule that runs next; each
//       offers the same options whenever its prefix is run again.
//   F2  Options that would take more preemptions than the bound are not in a
//       node; if there was one, left_out says so.
#include "search.h"

#include "cache.h"
#include "fail.h"
#include "log.h"
#include "race.h"
#include "schedule.h"
#include "shared.h"
#include "sync.h"

#include <stdio.h>
#include <string.h>

struct node {
    uint32_t first;  // of its options in pool
    uint16_t count;
    uint16_t index;  // the one taken
    uint64_t signature;
};

static struct node node[NODES_MAX];
static struct option pool[4 * NODES_MAX];
static uint16_t pool_index[4 * NODES_MAX];  // of the option in its choice
static unsigned length, depth;
static unsigned bound;
static bool cache_on, left_out;

// --- the strategy ------------------------------------------------------------

static uint64_t signature_of(const struct choice *choice)
{
    const struct task *t = choice->task;
    uint64_t hash = sync_mix(t->id, t->operations);

    hash = sync_mix(hash, t->operation.pc);
    hash = sync_mix(hash, (uint64_t)t->operation.kind << 32 | choice->count);
    return sync_mix(hash, choice->is_value * 2u + choice->plain);
}

static _Noreturn void not_deterministic(const struct choice *choice)
{
    snprintf(shared->exploration.reason, REASON_MAX,
             "this is not deterministic: operation %u of T%u is another one "
             "when the same schedule runs again",
             choice->task->operations, choice->task->id);
    shared->exploration.unjudged = UNJUDGED_NONDETERMINISTIC;
    scheduler_leave(RUN_LIMIT);
}

static void make_node(const struct choice *choice, unsigned used)
{
    struct node *n = &node[length];
    uint32_t first =
        length ? node[length - 1].first + node[length - 1].count : 0;

    if (length == NODES_MAX || first + choice->count > 4 * NODES_MAX)
        fail_limit("one schedule has more than %d choices", NODES_MAX);
    *n = (struct node){.first = first, .signature = signature_of(choice)};
    for (unsigned i = 0; i < choice->count; i++) {
        if (used + choice->option[i].cost > bound) {
            left_out = true;
            continue;
        }
        pool[first + n->count] = choice->option[i];
        pool_index[first + n->count++] = (uint16_t)i;
    }
    length++;
}

static unsigned choose(const struct choice *choice)
{
    unsigned used = scheduler_counts.forced;

    if (depth == length) {
        if (cache_on && !choice->is_value &&
            cache_seen(choice->task, bound - used))
            scheduler_leave(RUN_CUT);
        make_node(choice, used);
    } else if (node[depth].signature != signature_of(choice)) {
        not_deterministic(choice);
    }
    const struct node *n = &node[depth++];
    unsigned index = pool_index[n->first + n->index];
    switches_note(choice, index);
    return index;
}

// The next schedule: the deepest choice that has an option left.
static bool backtrack(void)
{
    while (length && node[length - 1].index + 1 == node[length - 1].count)
        length--;
    if (!length)
        return false;
    node[length - 1].index++;
    return true;
}

// --- running -----------------------------------------------------------------

static void apply_rules(const struct search_plan *plan)
{
    scheduler_rules = (struct scheduler_rules){
        .strategy = choose,
        .points = plan->points,
        .steps = plan->steps,
        .spurious = plan->spurious,
        .silent_steps = plan->silent_steps,
    };
    if (plan->points == POINTS_NONE && race_known_count &&
        plan->races != RACE_FAILS)
        scheduler_rules.points = POINTS_RACING;
}

static void count_schedule(struct coverage *c, enum run_status status)
{
    c->schedules++;
    c->skipped += status == RUN_CUT;
    c->races_recorded += race_met;
    if (scheduler_counts.switch_points > c->switch_points)
        c->switch_points = scheduler_counts.switch_points;
    if (scheduler_counts.steps > c->longest)
        c->longest = scheduler_counts.steps;
    if (clock_width > c->threads)
        c->threads = clock_width;
}

static enum run_status run_one(const struct search_plan *plan,
                               struct search_result *result)
{
    enum run_status status;

    depth = 0;
    apply_rules(plan);
    log_on = plan->only == result->coverage.schedules + 1;
    result->shown = log_on;
    status = schedule_run();
    log_on = false;
    count_schedule(&result->coverage, status);
    if (plan->count)
        plan->count(status);
    return status;
}

static void begin_bound(unsigned b)
{
    bound = b;
    length = 0;
    left_out = false;
    cache_clear();
}

enum verdict { GO_ON, NEXT_BOUND, AGAIN, STOP };

// What the schedule that just ran means for the search.
static enum verdict judge(const struct search_plan *plan,
                          struct search_result *result, unsigned races_before)
{
    struct coverage *c = &result->coverage;

    if (result->shown || result->status == RUN_LIMIT ||
        (result->status == RUN_FAILED && !plan->count))
        return STOP;
    if (race_known_count > races_before && plan->points == POINTS_NONE) {
        cache_on = false;
        return AGAIN;
    }
    if (scheduler_counts.yields && !c->has_spin_loop) {
        c->has_spin_loop = true;
        if (cache_on) {
            cache_on = false;
            return AGAIN;
        }
    }
    if (!backtrack())
        return NEXT_BOUND;
    return c->schedules >= plan->budget || shared->stop ? STOP : GO_ON;
}

static enum verdict search_bound(const struct search_plan *plan,
                                 struct search_result *result, unsigned b)
{
    enum verdict verdict = GO_ON;

    begin_bound(b);
    while (verdict == GO_ON) {
        unsigned races_before = race_known_count;
        result->status = run_one(plan, result);
        verdict = judge(plan, result, races_before);
    }
    return verdict;
}

static void finish_coverage(const struct search_plan *plan,
                            struct search_result *result)
{
    struct coverage *c = &result->coverage;

    c->complete = c->bound_done == (int)plan->last_bound;
    // More racing instructions than can be remembered: not all were points.
    c->every =
        c->complete && !c->has_spin_loop && race_known_count < RACING_MAX;
    c->reduction = cache_on ? REDUCTION_CACHE : REDUCTION_NONE;
    c->plain_points = scheduler_rules.points != POINTS_NONE;
    c->accesses = scheduler_counts.accesses;
    c->memory = schedule_memory() + sizeof node + sizeof pool;
}

void search(const struct search_plan *plan, struct search_result *result)
{
    struct coverage *c = &result->coverage;
    enum verdict verdict = GO_ON;

    memset(result, 0, sizeof *result);
    c->bound = plan->last_bound;
    c->bound_done = -1;
    c->budget = plan->budget;
    c->model = "sequentially consistent";
    race_policy = plan->races;
    cache_on = plan->use_cache && !race_known_count;
    for (unsigned b = plan->first_bound; b <= plan->last_bound; b++) {
        do
            verdict = search_bound(plan, result, b);
        while (verdict == AGAIN);
        if (verdict == STOP)
            break;
        c->bound_done = (int)b;
        c->unbounded = !left_out;
        if (c->unbounded)
            c->bound_done = (int)plan->last_bound;
        if (c->unbounded)
            break;
    }
    if (result->status == RUN_CUT)
        result->status = RUN_DONE;
    result->switches = switches_taken;
    finish_coverage(plan, result);
}
