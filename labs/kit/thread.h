// thread.h - the few things about threads that every lab repeats.
#ifndef THREAD_H
#define THREAD_H

#include <stdbool.h>

enum { THREADS_MOST = 64 };

// Run body(argument, 0) ... body(argument, count - 1), each on a thread of its
// own, and return when all are done. Ends the process with a sentence if a
// thread cannot be made. count is at most THREADS_MOST.
void run_threads(unsigned count, void (*body)(void *argument, unsigned id),
                 void *argument);

// Keep the calling thread, and those it makes later, on one CPU (counted from
// 0 among those this process may use).
// Returns: whether the system allowed it.
bool pin_to_cpu(unsigned cpu);

// The number of CPUs this process may use.
unsigned cpus_allowed(void);

#endif
