// dpor.h - private: one schedule of each class; what races ask for.
#ifndef INTERLEAVE_DPOR_H
#define INTERLEAVE_DPOR_H

#include "task.h"

// At choice number `at` of the schedule that ran last, one thread of some has
// to be tried, too.
void dpor_want(uint32_t at, const struct thread_set *some);

#endif
