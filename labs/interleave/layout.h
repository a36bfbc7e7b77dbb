// layout.h - private: how many and where; every limit of the explorer.
//
// Simulated stacks and heaps lie at fixed addresses, so that a pointer has the
// same value in every schedule and in every process.
//
//     USER_BASE   stacks     one a thread, with its thread-local storage
//                 heaps      one a thread: what a thread gets from malloc does
//                            not depend on what the others do
//     USER_END
#ifndef INTERLEAVE_LAYOUT_H
#define INTERLEAVE_LAYOUT_H

#include <stdint.h>

enum {
    THREADS_MAX = 160,             // up to 255; four bytes each in every clock
    STACK_SIZE = 8 * 1024 * 1024,  // as in life: what fits there fits here
    HEAP_SIZE = 32 * 1024 * 1024,  // a thread
    PAGE = 4096,
    BLOCKS_MAX = 1 << 16,            // heap blocks in one schedule
    OBJECTS_MAX = 1 << 13,           // sync objects in one schedule
    EVENTS_MAX = 1 << 16,            // stored of one trace
    CALLS_MAX = 256,                 // nested calls remembered, a thread
    HELD_MAX = 32,                   // locks held by one thread
    KEYS_MAX = 64,                   // pthread keys
    SWITCHES_MAX = 4096,             // choices that differ from the default
    NODES_MAX = 1 << 16,             // choices on the path of the search
    RACING_MAX = 128,                // different racing instructions
    STEPS_DEFAULT = 20000,           // operations in one schedule
    BUDGET_DEFAULT = 200000,         // schedules
    QUIET_ACCESSES = 5000,           // accesses without an operation: a yield
    ENDLESS_ACCESSES = 4000000,      // accesses without an operation: a failure
    DEPOT_BYTES = 24 * 1024 * 1024,  // stacks, lock sets, texts
};

#define SHARED_BASE UINT64_C(0x108000000000)
#define USER_BASE UINT64_C(0x110000000000)
#define HEAPS_BASE (USER_BASE + (uint64_t)THREADS_MAX * STACK_SIZE)
#define USER_END (HEAPS_BASE + (uint64_t)THREADS_MAX * HEAP_SIZE)
#define SHADOW_BASE UINT64_C(0x120000000000)
#define STATIC_SHADOW_BASE UINT64_C(0x118000000000)

#endif
