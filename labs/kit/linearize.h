// linearize.h - does some order of the calls explain their results?
#ifndef LINEARIZE_H
#define LINEARIZE_H

#include "history.h"

// Whether the calls on key (all calls, if model->whole) are linearizable: some
// order of them respects real time and gives every call the result it had.
// All calls must have ended. If not, sentence says how far an order gets and
// which call cannot follow.
// Cost: exponential in the calls that overlap; small for a lab's 4 to 12.
bool linearize(const struct model *model, const struct call calls[],
               unsigned count, uint64_t key, char *sentence, unsigned room);

#endif
