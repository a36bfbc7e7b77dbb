// timing.h - private: waits that may end by time.
//
// Time is virtual. A timed wait ends by time when the strategy says so, at the
// price of a preemption, or when nobody else can run.
#ifndef INTERLEAVE_TIMING_H
#define INTERLEAVE_TIMING_H

#include "sync.h"
#include "task.h"

#include <time.h>

// What the virtual clock shows when a schedule begins, in seconds.
enum { TIMING_EPOCH = 1000000000 };

// Read a deadline. Returns: whether it is one; what is none is refused with
// EINVAL.
bool timing_is_valid(const struct timespec *until, uintptr_t pc);

// The running task sleeps: others may run, and the clock goes on.
void timing_sleep(const struct timespec *time, uintptr_t pc);

// task waits on object until a time of the virtual clock (NULL: for ever).
void timing_begin(struct task *task, struct sync_object *object,
                  const struct timespec *until);

// The wait is over. Returns: whether it was ended by time.
bool timing_end(struct task *task);

#endif
