// mutex.h - private: mutexes, for the other names they have in C11, for
// condition variables and for ending threads.
#ifndef INTERLEAVE_MUTEX_H
#define INTERLEAVE_MUTEX_H

#include "sync.h"

#include <pthread.h>
#include <time.h>

// The object of m, checked as a use.
struct sync_object *mutex_use(const pthread_mutex_t *m, uintptr_t pc);

// What the calls of these names do. type: PTHREAD_MUTEX_NORMAL, ...
void mutex_init(pthread_mutex_t *m, int type, bool robust, uintptr_t pc);
void mutex_destroy(pthread_mutex_t *m, uintptr_t pc);
int mutex_take(pthread_mutex_t *m, uintptr_t pc);
int mutex_try(pthread_mutex_t *m, uintptr_t pc);
int mutex_take_until(pthread_mutex_t *m, const struct timespec *until,
                     uintptr_t pc);
int mutex_unlock(pthread_mutex_t *m, uintptr_t pc);

// Give back whatever depth it was taken to. The running task holds it.
void mutex_give_back(struct sync_object *o, uintptr_t pc);

// The running task ends and holds this robust mutex.
void mutex_abandon(struct sync_object *o, uintptr_t pc);

#endif
