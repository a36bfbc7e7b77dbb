// shared.h - private: what the worker leaves for its parent.
//
// One mapping at a fixed address, made before the worker is forked. Only the
// worker writes while it lives, only the parent reads afterwards.
#ifndef INTERLEAVE_SHARED_H
#define INTERLEAVE_SHARED_H

#include "layout.h"
#include "outcome.h"

struct shared {
    struct exploration exploration;
    struct failure failure;  // of the schedule that runs or ran last
    struct failure race;     // the race that a consequence was looked for
    struct failure recorded[RECORDED_RACES];
    struct counted counted[OUTCOMES_MAX];
    struct thread_name thread[THREADS_MAX];
    struct moment moment;
    struct standing standing[THREADS_MAX];
    char result[OUTCOME_TEXT];  // explore_result() of this schedule
    bool answered;              // the exploration is whole
    bool apart;                 // it has to begin anew, with context_apart
    volatile bool stop;         // explore_stop() was called
    volatile uint64_t schedules;
    uint32_t event_count;
    uint32_t block_count;
    bool trace_cut;
    size_t depot_used, depot_kept;
    struct event event[EVENTS_MAX];
    struct heap_block block[BLOCKS_MAX];
    char depot[DEPOT_BYTES];
};

static struct shared *const shared = (struct shared *)SHARED_BASE;

// Map it, once a process. Returns: whether the address was free.
bool shared_map(void);
bool shared_is_mapped(void);

// --- the depot: stacks, lock sets and texts that events point to ------------

// Room for size bytes, or NULL if the depot is full.
void *depot_take(size_t size);

// A copy of text, "" if the depot is full.
const char *depot_text(const char *text);

// What is in the depot now stays; the next schedule adds to it.
void depot_keep(void);

// Forget what was added since depot_keep().
void depot_reset(void);

// Forget everything.
void depot_clear(void);

#endif
