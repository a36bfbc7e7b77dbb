// search.h - private: depth-first search over all choices, with iterative
// preemption bound.
#ifndef INTERLEAVE_SEARCH_H
#define INTERLEAVE_SEARCH_H

#include "explore.h"
#include "switches.h"

struct search_plan {
    unsigned first_bound, last_bound;
    uint64_t budget;  // schedules
    uint64_t only;    // log this schedule and stop after it; 0: none
    bool use_cache;
    enum access_points points;
    enum race_policy races;
    bool silent_steps;
    uint32_t steps;
    unsigned spurious;
    // Called after each whole schedule; NULL: a failure ends the search.
    void (*count)(enum run_status status);
};

struct search_result {
    enum run_status status;  // RUN_FAILED, RUN_LIMIT; RUN_DONE: nothing found
    struct coverage coverage;
    bool shown;                   // plan->only was reached
    struct switch_list switches;  // of the failing (or shown) schedule
};

void search(const struct search_plan *plan, struct search_result *result);

#endif
