// alloc.h - what tests know about memory: make it run out, count what is live.
//
// A program linked with alloc.c and with --wrap for each name in ALLOC_WRAP
// (see labs/hmap/hmap.mk) passes through here on every allocation of its own
// objects, and does not know it. Libraries do not: what they allocate is not
// counted, so do not free() it in such a program.
//
// Threads:  every call from any thread.
#ifndef ALLOC_H
#define ALLOC_H

// Let the next `successes` allocations succeed and every later one return NULL.
// Negative: never fail (how each process starts).
void alloc_fail_after(int successes);

// The number of allocations not freed yet.
int alloc_live(void);

// The number of calls so far that asked for memory and got it.
int alloc_calls(void);

#endif
