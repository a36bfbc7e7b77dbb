// search.h - private: run schedules, one after the other, until one fails or
// there are no more.
//
// Which schedule comes next is the business of a strategy. The search counts,
// begins anew when a race or a waiting loop changes what a choice is, and says
// what was covered.
#ifndef INTERLEAVE_SEARCH_H
#define INTERLEAVE_SEARCH_H

#include "explore.h"
#include "switches.h"

struct search_plan {
    enum explore_strategy strategy;
    unsigned first_bound, last_bound;
    uint64_t budget;  // schedules, together with those run before
    uint64_t only;    // log this schedule and stop after it; 0: none
    uint64_t seed;    // of strategies that draw
    bool use_cache;
    enum access_points points;
    enum race_policy races;
    bool silent_steps;
    bool logged;  // every schedule is written down
    uint32_t steps;
    unsigned spurious;
    // Called after each whole schedule; NULL: a failure ends the search.
    void (*count)(enum run_status status);
    // Called when the search begins anew: what was counted counts no more.
    void (*forget)(void);
};

struct search_result {
    enum run_status status;  // RUN_FAILED, RUN_LIMIT; RUN_DONE: nothing found
    struct coverage coverage;
    bool shown;                   // plan->only was reached
    struct switch_list switches;  // of the failing (or shown) schedule
};

enum next {
    NEXT_SCHEDULE,  // there is another one
    NEXT_NOTHING,   // all that the strategy is about were run
    NEXT_GIVES_UP,  // the schedules are not for this strategy
};

// What a strategy gives to the search.
struct strategy {
    // Forget everything; schedules with at most bound preemptions, if that
    // means something to it, are asked for.
    void (*begin)(const struct search_plan *plan, unsigned bound);
    void (*start)(void);  // a schedule begins
    strategy_function *choose;
    step_function *step;  // NULL: it does not care
    // The schedule that just ran ended so: what now?
    enum next (*next)(enum run_status status);
    bool draws;       // schedules by chance, so nothing has to begin anew
    bool is_bounded;  // there is a next bound after this one
};

extern const struct strategy bounded_strategy, delays_strategy, dpor_strategy,
    pct_strategy, pos_strategy, walk_strategy;

// Nothing was searched yet.
void search_start(const struct search_plan *plan, struct search_result *result);

// Add one stage to result. Returns: whether a later stage may go on; if not, a
// failure was found, or a limit, or the schedule that was to be shown.
bool search_stage(const struct search_plan *plan, struct search_result *result);

// Both, with no other stage.
void search(const struct search_plan *plan, struct search_result *result);

#endif
