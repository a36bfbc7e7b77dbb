// minimise.h - private: fewer switches, the same failure.
#ifndef INTERLEAVE_MINIMISE_H
#define INTERLEAVE_MINIMISE_H

#include "replay.h"

// plan->switches leads to shared->failure. Drop switches as long as the same
// failure comes; *list is what is left. Returns: schedules run.
uint64_t minimise(const struct replay_plan *plan, struct switch_list *list);

#endif
