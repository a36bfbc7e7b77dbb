// guard.h - the map's check alone: what hmap_put() does to flags and count,
// with four kinds of guard, small enough that every order of its steps can be
// run.
//
// A guard looks at a mark, sets it, and lets the write go on; a write that
// finds another one's mark, or its own gone, has noticed the overlap and stops.
//
// Threads:  each write is the start function of a thread of its own.
// Memory:   static; `guarded_count` counts the writes that were made.
#ifndef GUARD_H
#define GUARD_H

#include <stddef.h>
#include <stdint.h>

extern size_t guarded_count;

// Each writes 1 to *slot, which no other thread uses, as its caller does.
// Returns: NULL, or a string that says where it noticed another write.
void *write_with_or(void *slot);          // flags |= 4, Go 1.6 to 1.11
void *write_with_xor(void *slot);         // flags ^= 4, since Go 1.12
void *write_with_atomic_xor(void *slot);  // what ^= would be if it were atomic
void *write_with_test_and_set(void *slot);  // looking and setting in one step

// Make two such writes beside each other.
// Returns: how many of them noticed the other.
unsigned write_twice(void *(*write)(void *slot));

#endif
