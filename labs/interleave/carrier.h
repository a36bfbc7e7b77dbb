// carrier.h - private: the stacks and thread blocks that simulated threads use.
//
// A carrier is a real pthread that sleeps for ever. A simulated thread borrows
// its thread pointer, so that _Thread_local variables, errno and pthread_self()
// are those of a proper thread, and runs on its stack.
#ifndef INTERLEAVE_CARRIER_H
#define INTERLEAVE_CARRIER_H

#include "layout.h"

#include <pthread.h>
#include <stddef.h>

struct carrier {
    uintptr_t thread_pointer;
    pthread_t handle;
    uintptr_t low;        // lowest usable byte of the stack
    uintptr_t stack_top;  // where a simulated thread begins
    uintptr_t high;       // end of the mapping: the thread block lies below
    uintptr_t tls_low;    // the program's thread-local variables
    uintptr_t tls_high;
};

extern struct carrier carriers[THREADS_MAX];

// Make the first carrier. Call once in the worker, before any simulated thread.
void carriers_start(void);

// Make the carrier if there is none yet (carriers are made in order), and put
// its thread-local variables and errno back to what they are in a new thread.
void carrier_restore(unsigned thread);

// The errno in a carrier's own thread block.
int *carrier_errno(unsigned thread);

#endif
