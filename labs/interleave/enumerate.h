// enumerate.h - private: every schedule, counted by what it ends in.
#ifndef INTERLEAVE_ENUMERATE_H
#define INTERLEAVE_ENUMERATE_H

#include "search.h"

void enumerate(struct search_plan *plan, struct search_result *result);

#endif
