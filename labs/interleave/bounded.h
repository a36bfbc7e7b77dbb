// bounded.h - private: all schedules whose deviations from the default cost no
// more than a bound.
#ifndef INTERLEAVE_BOUNDED_H
#define INTERLEAVE_BOUNDED_H

#include "search.h"

// Whether the bound left a schedule out since the strategy began.
bool bounded_left_out(void);

size_t bounded_memory(void);

#endif
