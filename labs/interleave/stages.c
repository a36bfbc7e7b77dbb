// stages.c - see stages.h.
#include "stages.h"

#include "shared.h"

enum { HIGHEST_BOUND = 8 };

static bool is_all_covered(const struct coverage *c)
{
    return (c->unbounded && c->every) || c->inequivalent;
}

// Run one strategy on 1/share of what is left of the budget. Returns: whether
// there is reason to go on.
static bool stage(const struct search_plan *asked, struct search_result *result,
                  enum explore_strategy strategy, unsigned share)
{
    struct search_plan plan = *asked;
    uint64_t run = result->coverage.schedules;

    plan.strategy = strategy;
    plan.budget = run + (asked->budget - run) / share;
    return plan.budget == run ||
           (search_stage(&plan, result) && !is_all_covered(&result->coverage) &&
            result->coverage.schedules < asked->budget && !shared->stop);
}

static bool draw(const struct search_plan *plan, struct search_result *result)
{
    return stage(plan, result, STRATEGY_POS, 4) &&
           stage(plan, result, STRATEGY_PCT, 3);
}

static void raise_bound(const struct search_plan *asked,
                        struct search_result *result)
{
    struct search_plan plan = *asked;

    plan.first_bound = asked->last_bound + 1;
    plan.last_bound = asked->last_bound + HIGHEST_BOUND;
    if (result->coverage.complete)
        stage(&plan, result, STRATEGY_BOUNDED, 1);
}

void stages_search(const struct search_plan *plan, struct search_result *result)
{
    search_start(plan, result);
    if (plan->strategy != STRATEGY_CHOSEN) {
        search_stage(plan, result);
        return;
    }
    if (stage(plan, result, STRATEGY_BOUNDED, 2) &&
        (result->coverage.has_spin_loop ||
         stage(plan, result, STRATEGY_DPOR, 2)) &&
        draw(plan, result))
        raise_bound(plan, result);
}
