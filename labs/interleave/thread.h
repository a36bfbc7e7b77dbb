// thread.h - private: the life of simulated threads.
#ifndef INTERLEAVE_THREAD_H
#define INTERLEAVE_THREAD_H

#include "task.h"

// A new task that will run start(argument), or body() if start is NULL.
// Returns: NULL if there are too many.
struct task *thread_spawn(void *(*start)(void *), void *argument);

// The running task ends with result, its cleanup handlers done.
_Noreturn void thread_finish(void *result);

// The program ends as exit(status) would end it.
_Noreturn void thread_end_program(int status, uintptr_t pc);

// Run the destructors of the ending task's keys (key.c).
void key_run_destructors(void);
void key_reset(void);

#endif
