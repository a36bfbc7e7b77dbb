// cond.h - private: condition variables, for the other names they have in C11.
#ifndef INTERLEAVE_COND_H
#define INTERLEAVE_COND_H

#include <pthread.h>
#include <stdint.h>
#include <time.h>

void cond_init(pthread_cond_t *c, uintptr_t pc);
void cond_destroy(pthread_cond_t *c, uintptr_t pc);

// until: NULL for ever. Returns: what pthread_cond_timedwait does.
int cond_wait(pthread_cond_t *c, pthread_mutex_t *m,
              const struct timespec *until, uintptr_t pc);
int cond_signal(pthread_cond_t *c, uintptr_t pc);
int cond_broadcast(pthread_cond_t *c, uintptr_t pc);

#endif
