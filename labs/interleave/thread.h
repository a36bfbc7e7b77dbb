// thread.h - private: the life of simulated threads.
#ifndef INTERLEAVE_THREAD_H
#define INTERLEAVE_THREAD_H

#include "task.h"

#include <pthread.h>

// A new task that will run start(argument), or body() if start is NULL.
// Returns: NULL if there are too many.
struct task *thread_spawn(void *(*start)(void *), void *argument);

// What pthread_create, join and detach do. Misuse ends the schedule.
struct task *thread_create(pthread_t *handle, void *(*start)(void *),
                           void *argument, uintptr_t pc);
void *thread_join(pthread_t handle, uintptr_t pc);
void thread_detach(pthread_t handle, uintptr_t pc);
void thread_yield(uintptr_t pc);

// The running task ends as by pthread_exit: cleanup handlers run first.
_Noreturn void thread_exit(void *result);

// The running task ends with result, its cleanup handlers done.
_Noreturn void thread_finish(void *result);

// errno of the running task. The explorer's rooms set it by this alone: the
// compiler may keep errno's address from before the task had one of its own.
void thread_set_errno(int value);

// Others may still run before the program ends here.
void thread_end_point(uintptr_t pc);

// The program ends now with a status.
_Noreturn void thread_end_program(int status, uintptr_t pc);

// --- thread-specific data (key.c) --------------------------------------------

// Run the destructors of the ending task's keys.
void key_run_destructors(void);
void key_reset(void);

// What pthread_key_create and delete do.
int key_create(pthread_key_t *name, void (*destructor)(void *));
void key_delete(pthread_key_t name, uintptr_t pc);

// Where the running task keeps its value.
void **key_value(pthread_key_t name, uintptr_t pc);

#endif
