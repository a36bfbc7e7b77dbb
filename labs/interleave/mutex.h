// mutex.h - private: what condition variables and ending threads need of
// mutexes.
#ifndef INTERLEAVE_MUTEX_H
#define INTERLEAVE_MUTEX_H

#include "sync.h"

#include <pthread.h>

// The object of m, checked as a use.
struct sync_object *mutex_use(const pthread_mutex_t *m, uintptr_t pc);

// Lock as pthread_mutex_lock does.
int mutex_take(pthread_mutex_t *m, uintptr_t pc);

// Give back whatever depth it was taken to. The running task holds it.
void mutex_give_back(struct sync_object *o, uintptr_t pc);

// The running task ends and holds this robust mutex.
void mutex_abandon(struct sync_object *o, uintptr_t pc);

#endif
