// program.h - private: how a program ends.
#ifndef INTERLEAVE_PROGRAM_H
#define INTERLEAVE_PROGRAM_H

#include <stdint.h>

// exit(): what atexit() was given runs, then the program ends, whatever other
// threads do.
_Noreturn void program_exit(int status, uintptr_t pc);

// Forget what atexit() was given.
void program_reset(void);

#endif
