// sequence.h - private: release sequences, which decide what a load of an
// atomic object learns.
//
// A store that releases heads a sequence. Later stores of its own thread and
// read-modify-writes of any thread continue it; a store by another thread ends
// it. Whoever loads a value learns from the heads of all sequences that reach
// it: object->clock. (This is C11; in C++20 a thread's own store ends it too.)
#ifndef INTERLEAVE_SEQUENCE_H
#define INTERLEAVE_SEQUENCE_H

#include "sync.h"

// Forget all sequences.
void sequence_reset(void);

// The running task stores into object, without reading, and tells told.
void sequence_store(struct sync_object *object, const struct clock *told);

// It reads and changes object in one, and tells told.
void sequence_change(struct sync_object *object, const struct clock *told);

#endif
