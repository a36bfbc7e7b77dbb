// trace_class.h - which class a schedule is of, told from its trace alone.
//
// Two schedules are of one class if each event has the same events before it
// that it is in conflict with. This says what a conflict is in its own words
// and shares nothing with the explorer but the trace.
#ifndef TRACE_CLASS_H
#define TRACE_CLASS_H

#include "outcome.h"

// Write the class's name: equal for two traces exactly if they are of one.
void trace_class(const struct trace *trace, char text[OUTCOME_TEXT]);

#endif
