// races.h - private: pairs of steps that could have come the other way round.
//
// Two steps of different threads race if they depend on each other, nothing in
// between makes the first one come before the second, and the second could
// have been made without the first. (Data races are the business of race.h.)
#ifndef INTERLEAVE_RACES_H
#define INTERLEAVE_RACES_H

#include "scheduler.h"
#include "steps.h"

// Tell dpor_want() of each race of the schedule that ran last and ended so,
// whose second step is not before step first.
void races_find(uint32_t first, enum run_status status);

#endif
