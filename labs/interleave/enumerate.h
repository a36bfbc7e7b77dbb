// enumerate.h - private: every schedule, counted by what it ends in.
#ifndef INTERLEAVE_ENUMERATE_H
#define INTERLEAVE_ENUMERATE_H

#include "search.h"

// Run plan and count what each schedule ends in; no failure stops it.
void collect(struct search_plan *plan, struct search_result *result);

// Run every schedule of the step model instead of those plan names.
void enumerate(struct search_plan *plan, struct search_result *result);

#endif
