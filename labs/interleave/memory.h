// memory.h - private: every access of the program to its memory passes here.
#ifndef INTERLEAVE_MEMORY_H
#define INTERLEAVE_MEMORY_H

#include "failure.h"

// A plain access of the running task, as the compiler's callbacks tell it:
// may be a switch point, is checked and logged. Nothing if no schedule runs.
void memory_plain(uintptr_t address, uint64_t size, bool write, uintptr_t pc);

// Check an access (heap, stacks, races) that is part of something else.
void memory_touch(uintptr_t address, uint64_t size, enum access_kind kind,
                  uintptr_t pc);

#endif
