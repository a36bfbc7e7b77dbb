// schedule.h - private: one schedule from a clean slate.
#ifndef INTERLEAVE_SCHEDULE_H
#define INTERLEAVE_SCHEDULE_H

#include "scheduler.h"

// The scenario, the same for all schedules of a worker.
extern void (*schedule_body)(void);
extern uint64_t schedule_seed;

// Set up contexts, heap, shadow, signals. Call once in the worker; what the
// static data is now is what every schedule begins with.
void schedule_start(void);

// Put everything back and run the scenario under scheduler_rules.
enum run_status schedule_run(void);

// The same, written down.
enum run_status schedule_run_logged(void);

// Bytes of the explorer's tables in use.
size_t schedule_memory(void);

#endif
