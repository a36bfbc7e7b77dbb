// stores.h - private: what was stored in an atomic object, and which of it a
// load reads.
//
// The last few stores are kept with what each tells who reads it. The model of
// today is sequential consistency: a load reads the newest. Stale reads, the
// mode for weak memory, are a matter of stores_choose() alone: whoever loads
// takes value and clock from the store chosen. tests/litmus.txt has what such a
// mode will have to show.
#ifndef INTERLEAVE_STORES_H
#define INTERLEAVE_STORES_H

#include "atomic.h"
#include "sync.h"

// Forget all stores.
void stores_reset(void);

// Choose the store that the running task's next operation on object reads.
// in_memory is the object's value; another one than that of the newest store
// was written by a plain access, and is the newest then.
void stores_choose(struct sync_object *object, wide in_memory);

// The value of the store chosen, and what it tells.
wide stores_value(const struct sync_object *object);
const struct clock *stores_tell(const struct sync_object *object);

// The running task stored value.
void stores_add(struct sync_object *object, wide value);

#endif
