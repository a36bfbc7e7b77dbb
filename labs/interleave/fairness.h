// fairness.h - private: no thread runs in circles while others could end it.
//
// A task that yields, or that looks at the same thing again and again, does not
// run before the others had their turn. So a lock whose owner could run is
// never told as a livelock, and a loop that gives up by itself is run to its
// end.
#ifndef INTERLEAVE_FAIRNESS_H
#define INTERLEAVE_FAIRNESS_H

#include "task.h"

// self is at a point: decide whether others go first.
void fairness_judge(struct task *self);

// Whether task has to wait while those in ready can run.
bool fairness_must_wait(const struct task *task,
                        const struct thread_set *ready);

// Whether a task that yields may be chosen again at once.
bool fairness_may_go_on(const struct task *self);

// From now on it may not.
void fairness_no_more_free_yields(struct task *task);

// self has made an operation: whoever waited for that has waited.
void fairness_had_turn(const struct task *self);

// Forget the schedule before.
void fairness_reset(void);

// Too many operations. A task that went round some loop is told as such; else
// the schedule is just long.
_Noreturn void fairness_stop_at_limit(void);

#endif
