// region.c - see region.h.
#include "region.h"

#include "carrier.h"
#include "restore.h"

extern char __executable_start[];  // from the linker

bool region_is_constant(uintptr_t address)
{
    return address >= (uintptr_t)__executable_start && address < restore_low;
}

enum region region_of(uintptr_t address, uint16_t *thread)
{
    *thread = THREAD_NONE;
    if (restore_is_static(address) || region_is_constant(address))
        return REGION_STATIC;
    if (region_is_heap(address))
        return REGION_HEAP;
    if (!region_is_stack(address))
        return REGION_OTHER;
    *thread = (uint16_t)region_stack_thread(address);
    const struct carrier *carrier = &carriers[*thread];
    bool is_tls = address >= carrier->tls_low && address < carrier->tls_high;
    return is_tls ? REGION_TLS : REGION_STACK;
}
