// wrap.h - private: how a library call of the program comes to us.
//
// The program is linked with --wrap=NAME for each name in wrap.rsp: its call of
// NAME arrives at __wrap_NAME. The explorer's own calls are renamed to
// __real_NAME when it is built and reach the library.
#ifndef INTERLEAVE_WRAP_H
#define INTERLEAVE_WRAP_H

#include "scheduler.h"

#include <stdint.h>

#define CALLER ((uintptr_t)__builtin_return_address(0))

// What a function of the library reads and writes in the program's memory.
// They take memory.h.
#define READS(address, size)                                                   \
    memory_plain((uintptr_t)(address), (size), false, CALLER)
#define WRITES(address, size)                                                  \
    memory_plain((uintptr_t)(address), (size), true, CALLER)

#define WRAP(name) __wrap_##name
#define REAL(name) name

// Outside of a schedule a call does what it always does. The arguments stand
// in their parentheses: PASS_THROUGH(pthread_join, (handle, result));
#define PASS_THROUGH(name, arguments)                                          \
    do {                                                                       \
        if (!scheduler_current)                                                \
            return REAL(name) arguments;                                       \
    } while (0)

#endif
