// crash.h - lab 1.1: five programs that misuse a map, and what each one costs.
//
// Threads:  each function starts the threads it needs and is called once in a
//           process. Nothing in here is safe; that is the subject.
// Order:    "surely" means in every run and under every schedule: the order is
//           made with a gate (gate.h), never with sleep or luck.
// Errors:   a function that must end the process does not return if it is
//           right.
#ifndef CRASH_H
#define CRASH_H

#include <stddef.h>
#include <stdint.h>

struct hmap;

// Misuse by luck: two threads, both started before either is waited for, each
// put the keys 0 ... writes - 1 into map, a map of 64-bit integers. Returns
// when both are done, if the process lives that long.
void stress(struct hmap *map, uint64_t writes);

// Die surely of "concurrent map writes".
void write_beside_write(void);

// Die surely of "concurrent map read and map write".
void read_beside_write(void);

// Die surely of "concurrent map iteration and map write".
void iterate_beside_write(void);

// Corrupt a map without any message, on one thread. The map has 64-bit
// integers and is one key away from growing.
//
//   1. take the slot of each of the count keys with hmap_assign();
//   2. put the key `fresh`, with any value, which starts a growth;
//   3. store value through each of the slots taken in step 1, into slots[i].
//
// Returns: how many of the count updates are lost, that is, how many keys the
//          map still answers with their old value.
// slots:   set to the slot that was used for keys[i].
size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[]);

#endif
