// signals.h - private: crashes and endless loops of the program.
#ifndef INTERLEAVE_SIGNALS_H
#define INTERLEAVE_SIGNALS_H

// Catch them, on a stack of their own. Call once in the worker.
void signals_start(void);

#endif
