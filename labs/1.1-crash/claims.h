// claims.h - private to claims*.c: what chapter 1 says about the crash, run.
#ifndef CLAIMS_H
#define CLAIMS_H

#include "gate.h"
#include "hmap.h"

#include <pthread.h>

// --- the claims that the table in claims.c names
// ------------------------------

void no_lock(void);                // 1-a
void may_trigger(void);            // 1-b
void which_message(void);          // 1-c
void tripwire_or_sanitizer(void);  // 1-d
void rate(void);                   // 1-e
void where_it_looks(void);         // 1-f
void silent_loss(void);            // 1-g
void handlers(void);               // 1-h
void not_atomic(void);             // 2.2-e

// For the twin of 1-d under ThreadSanitizer: two writes 100 ms apart, the
// second of them after the first was joined, or not.
void writes_apart(bool joined);

// --- a map with a gate in each of the two functions it calls
// ------------------

extern const uint64_t one;
extern const struct maptype gated;
extern struct gate in_hash, in_equal;

// Of this thread: stop at this call of hash, counted down; stop in equal.
extern _Thread_local unsigned hashes_left;
extern _Thread_local bool stops_in_equal;

// A map with the keys 1 to `keys`.
struct hmap *map_with(uint64_t keys);

// A map in the middle of a write that does not end before in_equal opens.
struct hmap *map_in_a_write(pthread_t *writer);

#endif
