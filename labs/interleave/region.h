// region.h - private: what an address belongs to.
#ifndef INTERLEAVE_REGION_H
#define INTERLEAVE_REGION_H

#include "event.h"
#include "layout.h"

static inline bool region_is_stack(uintptr_t address)
{
    return address - USER_BASE < HEAPS_BASE - USER_BASE;
}

static inline bool region_is_heap(uintptr_t address)
{
    return address - HEAPS_BASE < USER_END - HEAPS_BASE;
}

// Of an address for which region_is_stack() holds.
static inline unsigned region_stack_thread(uintptr_t address)
{
    return (unsigned)((address - USER_BASE) / STACK_SIZE);
}

// Of an address for which region_is_heap() holds.
static inline unsigned region_heap_thread(uintptr_t address)
{
    return (unsigned)((address - HEAPS_BASE) / HEAP_SIZE);
}

// Whether the address lies in the program's code or constants.
bool region_is_constant(uintptr_t address);

// The region, and the thread it belongs to (THREAD_NONE if none).
enum region region_of(uintptr_t address, uint16_t *thread);

#endif
