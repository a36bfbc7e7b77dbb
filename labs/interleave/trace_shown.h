// trace_shown.h - private to trace_steps.c: which events become steps (S1, S2).
#ifndef INTERLEAVE_TRACE_SHOWN_H
#define INTERLEAVE_TRACE_SHOWN_H

#include "outcome.h"

enum {
    OPEN_CALLS = 256
};  // functions that a thread is in; deeper ones are
    // not told

// One for each event of the trace, to be given to free().
bool *events_shown(const struct exploration *x);

// A racing access, the one that failed, or what the failure speaks of.
bool event_is_special(const struct exploration *x, const struct event *e);

bool event_is_memory(const struct event *e);

// calloc() that ends the process if there is no memory.
void *trace_allocate(size_t count, size_t size);

#endif
