// atomic.h - private: every atomic operation of the program. The compilers turn
// _Atomic, __atomic and __sync into calls, which atomic_call.c takes.
#ifndef INTERLEAVE_ATOMIC_H
#define INTERLEAVE_ATOMIC_H

#include "event.h"

__extension__ typedef unsigned __int128 wide;

struct atomic_request {
    enum atomic_op operation;
    uintptr_t address;
    unsigned size;
    int order, fail_order;
    wide operand, expected;
    uintptr_t pc;

    // Of an object of any size: what the call points to.
    const void *new_bytes, *expected_bytes;
    void *old_bytes;
};

struct atomic_answer {
    wide before;
    bool stored;
};

// The running task does it, at a point of its own; outside of a schedule it is
// just done.
struct atomic_answer atomic_step(const struct atomic_request *request);

#endif
