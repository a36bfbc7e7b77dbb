// heap.h - private: the simulated heap.
//
// Nothing is used twice within a schedule, so every use after free and every
// access between blocks is seen. Each thread allocates from its own part: an
// address does not depend on what other threads did.
#ifndef INTERLEAVE_HEAP_H
#define INTERLEAVE_HEAP_H

#include "failure.h"
#include "sync.h"

// Reserve the address space. Call once in the worker.
void heap_start(void);

// An empty heap.
void heap_reset(void);

// A new block of the running task, filled with rubbish, or zero if asked for.
// Returns: NULL if no heap is that large.
void *heap_take(size_t size, size_t alignment, bool zero, const char *function,
                uintptr_t pc);

// Give a block back; the schedule fails if that is wrong.
void heap_give_back(void *block, const char *function, uintptr_t pc);

// The block that holds address, freed or not; NULL if there is none.
struct heap_block *heap_block_of(uintptr_t address);

// Fail the schedule if [address, address + size) is not inside a live block.
void heap_check(uintptr_t address, uint64_t size, enum access_kind kind,
                uintptr_t pc);

// If object lies in a block, it ends with the block.
void heap_attach(struct sync_object *object);

// Fail the schedule if there are blocks that no pointer leads to, unless that
// is allowed.
void heap_find_leaks(void);
extern bool heap_leaks_allowed;

// Blocks allocated in this schedule; bytes of the explorer's tables in use.
uint32_t heap_blocks(void);
size_t heap_memory(void);

#endif
