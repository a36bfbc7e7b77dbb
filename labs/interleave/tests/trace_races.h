// trace_races.h - whether a schedule has a data race, told from its trace alone
// and compared with what the explorer saw.
#ifndef TRACE_RACES_H
#define TRACE_RACES_H

#include "outcome.h"

// Write "race", "no race", or how the two differ.
void trace_races(const struct trace *trace, char text[OUTCOME_TEXT]);

#endif
