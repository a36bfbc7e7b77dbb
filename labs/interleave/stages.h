// stages.h - private: which strategies search, one after the other.
//
// No single one finds everything. Half of the budget is for all schedules of
// the bound asked for, which give the failure with the fewest switches. What
// is left goes by halves: to one schedule of each class, which if they are not
// too many is all there is; then to drawn schedules, which reach further; then
// to higher bounds. A search that has run everything ends there.
#ifndef INTERLEAVE_STAGES_H
#define INTERLEAVE_STAGES_H

#include "search.h"

// Search by plan->strategy; STRATEGY_CHOSEN stands for all of the above.
void stages_search(const struct search_plan *plan,
                   struct search_result *result);

#endif
