// cache.h - private: states that were seen before.
//
// Two schedules whose events have the same happens-before order lead to the
// same state, if the program is deterministic and its plain accesses do not
// race. What can follow was then explored already, provided that at least as
// many preemptions were left at the time.
//
// The key is a hash of 64 bits of each thread's past (task->hash, which takes
// in what it read of whom) and of who runs now.
#ifndef INTERLEAVE_CACHE_H
#define INTERLEAVE_CACHE_H

#include "task.h"

// Forget all states.
void cache_clear(void);

// The state at task's point, with so many preemptions left: was it seen with
// as many before? If not, it is now.
bool cache_seen(const struct task *task, unsigned left);

size_t cache_memory(void);

#endif
