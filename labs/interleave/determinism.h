// determinism.h - private: does the same schedule do the same twice?
#ifndef INTERLEAVE_DETERMINISM_H
#define INTERLEAVE_DETERMINISM_H

#include "scheduler.h"

#include <stdbool.h>
#include <stdint.h>

// Run the default schedule twice and compare all events. Returns: whether they
// were equal; if not, the exploration's reason tells where they part.
bool determinism_holds(uint32_t steps, unsigned spurious);

// What a choice is recognised by when its schedule is run again.
uint64_t determinism_signature(const struct choice *choice);

// It was another one: end the schedule, and with it the search.
_Noreturn void determinism_is_lost(const struct choice *choice);

#endif
