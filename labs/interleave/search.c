// search.c - see search.h.
#include "search.h"

#include "bounded.h"
#include "log.h"
#include "race.h"
#include "schedule.h"
#include "shared.h"
#include "sync.h"

#include <string.h>

static const struct strategy *const strategy_of[STRATEGIES] = {
    [STRATEGY_CHOSEN] = &bounded_strategy,
    [STRATEGY_BOUNDED] = &bounded_strategy,
    [STRATEGY_DELAYS] = &delays_strategy,
    [STRATEGY_DPOR] = &dpor_strategy,
    [STRATEGY_PCT] = &pct_strategy,
    [STRATEGY_POS] = &pos_strategy,
    [STRATEGY_WALK] = &walk_strategy,
};

static const struct strategy *strategy;  // of the stage that runs
static struct search_plan plan;          // its plan

// --- one schedule ------------------------------------------------------------

static void apply_rules(void)
{
    scheduler_rules = (struct scheduler_rules){
        .strategy = strategy->choose,
        .step = strategy->step,
        .points = plan.points,
        .steps = plan.steps,
        .spurious = plan.spurious,
        .silent_steps = plan.silent_steps,
    };
    if (plan.points == POINTS_NONE && race_known_count &&
        plan.races != RACE_FAILS)
        scheduler_rules.points = POINTS_RACING;
}

static void count_schedule(struct coverage *c, enum run_status status)
{
    struct stage *stage = &c->stage[c->stages - 1];

    c->schedules++;
    c->skipped += status == RUN_CUT;
    stage->schedules++;
    stage->skipped += status == RUN_CUT;
    c->classes += stage->strategy == STRATEGY_DPOR && status != RUN_CUT;
    c->races_recorded += race_met;
    if (scheduler_counts.switch_points > c->switch_points)
        c->switch_points = scheduler_counts.switch_points;
    if (scheduler_counts.steps > c->longest)
        c->longest = scheduler_counts.steps;
    if (clock_width > c->threads)
        c->threads = clock_width;
}

static enum run_status run_one(struct search_result *result)
{
    enum run_status status;

    strategy->start();
    apply_rules();
    result->shown = plan.only == result->coverage.schedules + 1;
    log_on = result->shown || plan.logged;
    status = schedule_run();
    log_on = false;
    count_schedule(&result->coverage, status);
    if (plan.count)
        plan.count(status);
    return status;
}

// --- one bound ---------------------------------------------------------------

enum verdict { GO_ON, EXHAUSTED, AGAIN, BUDGET_ENDED, UNFIT, STOP };

// A loop that waits was cut: what the cache and the order of steps tell is not
// all that matters then.
static enum verdict on_spin_loop(struct coverage *c)
{
    c->has_spin_loop = true;
    if (plan.strategy == STRATEGY_DPOR)
        return UNFIT;
    if (!plan.use_cache)
        return GO_ON;
    plan.use_cache = false;
    return AGAIN;
}

// What the schedule that just ran means for the search.
static enum verdict judge(struct search_result *result, unsigned races_before)
{
    struct coverage *c = &result->coverage;
    enum verdict verdict = GO_ON;

    if (result->shown || result->status == RUN_LIMIT ||
        (result->status == RUN_FAILED && !plan.count))
        return STOP;
    if (race_known_count > races_before && plan.points == POINTS_NONE &&
        !strategy->draws) {
        plan.use_cache = false;
        return AGAIN;
    }
    c->early_wakes |= scheduler_counts.early_wakes > 0;
    if (scheduler_counts.yields && !c->has_spin_loop)
        verdict = on_spin_loop(c);
    if (verdict != GO_ON)
        return verdict;
    switch (strategy->next(result->status)) {
    case NEXT_NOTHING:
        return EXHAUSTED;
    case NEXT_GIVES_UP:
        return UNFIT;
    default:
        return c->schedules >= plan.budget || shared->stop ? BUDGET_ENDED
                                                           : GO_ON;
    }
}

static enum verdict search_bound(struct search_result *result, unsigned bound)
{
    enum verdict verdict = GO_ON;

    strategy->begin(&plan, bound);
    if (plan.strategy == STRATEGY_DPOR)
        result->coverage.classes = 0;
    while (verdict == GO_ON) {
        unsigned races_before = race_known_count;
        result->status = run_one(result);
        verdict = judge(result, races_before);
    }
    if (verdict == AGAIN && plan.forget)
        plan.forget();
    return verdict;
}

// --- one stage ---------------------------------------------------------------

static struct stage *add_stage(struct coverage *c)
{
    struct stage *stage = &c->stage[c->stages++];

    *stage = (struct stage){
        .strategy = plan.strategy, .bound = plan.last_bound, .seed = plan.seed};
    return stage;
}

static void finish_bound(struct coverage *c, unsigned bound)
{
    if (plan.strategy != STRATEGY_BOUNDED || c->bound_done >= (int)bound)
        return;
    c->unbounded = !bounded_left_out();
    c->bound_done = (int)(c->unbounded ? plan.last_bound : bound);
    c->reduction = plan.use_cache ? REDUCTION_CACHE : REDUCTION_NONE;
}

static enum verdict search_bounds(struct search_result *result,
                                  struct stage *stage)
{
    enum verdict verdict = GO_ON;

    for (unsigned b = plan.first_bound; b <= plan.last_bound; b++) {
        if (strategy->is_bounded)
            stage->bound = b;
        do
            verdict = search_bound(result, b);
        while (verdict == AGAIN);
        if (verdict != EXHAUSTED)
            return verdict;
        finish_bound(&result->coverage, b);
        if (!strategy->is_bounded || !bounded_left_out())
            break;
    }
    stage->finished = true;
    return verdict;
}

static void finish_dpor(struct coverage *c, const struct stage *stage)
{
    if (stage->strategy != STRATEGY_DPOR)
        return;
    c->inequivalent = stage->finished && !c->has_spin_loop;
}

static void finish_coverage(struct coverage *c)
{
    bool few_races = race_known_count < RACING_MAX;

    c->complete = c->unbounded || c->bound_done >= (int)c->bound;
    // More racing instructions than can be remembered: not all were points.
    c->every = c->complete && !c->has_spin_loop && few_races;
    c->inequivalent &= few_races;
    c->plain_points = scheduler_rules.points != POINTS_NONE;
    c->accesses = scheduler_counts.accesses;
    c->memory = schedule_memory() + bounded_memory();
}

bool search_stage(const struct search_plan *asked, struct search_result *result)
{
    struct coverage *c = &result->coverage;
    enum verdict verdict;

    plan = *asked;
    if (plan.strategy == STRATEGY_CHOSEN)
        plan.strategy = STRATEGY_BOUNDED;
    strategy = strategy_of[plan.strategy];
    plan.use_cache &= !race_known_count && !c->has_spin_loop;
    race_policy = plan.races;
    struct stage *stage = add_stage(c);
    verdict = search_bounds(result, stage);
    finish_dpor(c, stage);
    if (result->status == RUN_CUT ||
        (result->status == RUN_FAILED && plan.count))
        result->status = RUN_DONE;
    result->switches = switches_taken;
    finish_coverage(c);
    return verdict != STOP;
}

void search_start(const struct search_plan *asked, struct search_result *result)
{
    struct coverage *c = &result->coverage;

    memset(result, 0, sizeof *result);
    c->bound = asked->last_bound;
    c->bound_done = -1;
    c->budget = asked->budget;
    c->model = "sequentially consistent";
}

void search(const struct search_plan *asked, struct search_result *result)
{
    search_start(asked, result);
    search_stage(asked, result);
}
