// race.h - private: data races, by vector clocks over shadow memory.
//
// A race is two accesses to a common byte by two threads, one of them a write,
// one of them not atomic, that no synchronisation orders.
//
// Cost:    one cache line of shadow a granule of eight bytes.
// Memory:  see layout.h; pages are touched only where the program is.
#ifndef INTERLEAVE_RACE_H
#define INTERLEAVE_RACE_H

#include "explore.h"
#include "failure.h"

// What to do with a race.
extern enum race_policy race_policy;

// Reserve the shadow. Call once in the worker.
void race_start(void);

// Forget all accesses: a new schedule begins.
void race_reset(void);

// The running task accesses [address, address + size).
void race_access(uintptr_t address, uint64_t size, enum access_kind kind,
                 uintptr_t pc);

// --- instructions that are known to race ------------------------------------

// They stay known over schedules. race_known_count grows when a schedule shows
// a new one.
extern unsigned race_known_count;
bool race_is_known(uintptr_t pc);
void race_know(uintptr_t pc);
void race_forget_known(void);

// True once a race was met in this schedule (RACE_RECORDED, RACE_EXPECTED).
extern bool race_met;

// Races recorded so far, in shared->recorded.
extern uint32_t race_recorded;

#endif
