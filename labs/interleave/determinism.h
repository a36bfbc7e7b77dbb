// determinism.h - private: does the same schedule do the same twice?
#ifndef INTERLEAVE_DETERMINISM_H
#define INTERLEAVE_DETERMINISM_H

#include <stdbool.h>
#include <stdint.h>

// Run the default schedule twice and compare all events. Returns: whether they
// were equal; if not, the exploration's reason tells where they part.
bool determinism_holds(uint32_t steps, unsigned spurious);

#endif
