// hmap.h - a hash map in C that works as Go's did from 1.6 to 1.23.
//
// Shape:    2^B buckets of eight slots, each with a chain of overflow buckets.
//           Past 6.5 keys a bucket the map doubles; every write then moves at
//           most two old buckets, so no single call pays for all of it.
// Threads:  none. One writer alone, or any number of readers and no writer
//           (an iterator is a reader). Like Go's map, it has no lock but a
//           tripwire: a call that happens to see another one writing ends the
//           process with Go's message and status 2. It may also see nothing.
// Memory:   the map owns its buckets and copies keys and values. A pointer into
//           the map is good until the next write.
// Errors:   only memory can run out. A call that can fail says so, and a call
//           that fails changes nothing that any other call can see.
#ifndef HMAP_H
#define HMAP_H

#include "maptype.h"

struct hmap;
struct bmap;

enum hmap_put_result {
    HMAP_INSERTED,   // the key was new
    HMAP_REPLACED,   // the key was present and has the new value now
    HMAP_NO_MEMORY,  // nothing changed
};

// Make an empty map. Seeds decide how keys spread and where iterations start;
// two maps with the same seed and the same history are the same.
// Returns: a map to be given to hmap_free(), or NULL if out of memory.
struct hmap *hmap_new(const struct maptype *type, uint64_t seed);

// Release the map and all it owns. NULL is allowed.
void hmap_free(struct hmap *map);

// --- one key ---------------------------------------------------------------

// Look up key: "v, ok := m[key]".
// Returns: its value in the map, or NULL if it is not present.
// Dies:    "concurrent map read and map write", but never while the map is
//          empty: like Go's, it returns before it looks.
// Cost:    expected O(1). Writes nothing, even while the map is growing.
void *hmap_access(const struct hmap *map, const void *key);

// Find or make the slot of key: the first half of "m[key] = v". The second
// half, the store, is left to the caller, *after* the map is marked as free
// again: that is how Go compiles it. A new key's value is all zero bytes.
// Returns: its value in the map, good until the next write; NULL if there is no
//          memory for a new key.
// Dies:    "concurrent map writes".
// Cost:    amortised O(1); moves at most two old buckets.
void *hmap_assign(struct hmap *map, const void *key);

// Give key a value, and store it before the map is marked as free again.
// Dies: "concurrent map writes". Cost: as hmap_assign().
enum hmap_put_result hmap_put(struct hmap *map, const void *key,
                              const void *value);

// Remove key: "delete(m, key)". Works without memory, too.
// Returns: true if it was present.
// Dies:    "concurrent map writes", but never while the map is empty.
bool hmap_delete(struct hmap *map, const void *key);

// The same four for maps of hmap_type_64 and no others.
uint64_t *hmap_access_fast64(const struct hmap *map, uint64_t key);
uint64_t *hmap_assign_fast64(struct hmap *map, uint64_t key);
enum hmap_put_result hmap_put_fast64(struct hmap *map, uint64_t key,
                                     uint64_t value);
bool hmap_delete_fast64(struct hmap *map, uint64_t key);

// --- all keys --------------------------------------------------------------

// The number of keys: a plain read without a check, as len(m) is in Go.
size_t hmap_len(const struct hmap *map);

// Remove all keys; the buckets stay. Works without memory, too.
// Dies: "concurrent map writes", but never while the map is empty.
void hmap_clear(struct hmap *map);

// A place in an iteration. Only key and value are the caller's to read.
struct hmap_iter {
    const void *key;  // in the map, good until the next write
    void *value;

    struct hmap *map;  // NULL: the iteration is over
    struct bmap *buckets;
    struct bmap *bptr;
    size_t startBucket;
    size_t bucket;
    size_t checkBucket;
    uint8_t offset;
    uint8_t i;
    uint8_t B;
    bool wrapped;
};

// Iterate in an order that nobody should rely on:
//
//     struct hmap_iter it;
//     for (hmap_iter_init(&it, map); hmap_iter_next(&it);)
//         use(it.key, it.value);
//
// Between two steps the map may be written to, also grow or be cleared. A key
// that is in the map from beginning to end is met exactly once; one that is
// added meanwhile at most once; one that is deleted before it was met is not
// met. (A key deleted and added again counts as added.)
//
// The map keeps retired buckets as long as an iteration is open. It is closed
// when hmap_iter_next() returns false; a loop that is left early calls
// hmap_iter_end(). Forgetting it costs memory until hmap_free(), nothing else.
//
// Dies: "concurrent map iteration and map write", at every step; but an
//       iteration that began on an empty map is over and looks at nothing.
void hmap_iter_init(struct hmap_iter *it, struct hmap *map);
bool hmap_iter_next(struct hmap_iter *it);
void hmap_iter_end(struct hmap_iter *it);

// --- for labs and tests ----------------------------------------------------

// Keep every retired bucket array until hmap_free(). This is what Go's
// collector does while someone still holds a slot pointer: a store through a
// slot pointer from before a growth is then harmless and lost. Without it (how
// each map starts) the array is freed when the growth ends, and the same store
// is a use after free. Costs less than the live buckets again as long as maps
// double.
void hmap_keep_old(struct hmap *map, bool keep);

// Turn the tripwire of all maps off, or on again (how each process starts). For
// tests that judge a caller's locks and must not be ended early. Call it while
// no other thread uses a map.
void hmap_tripwire(bool on);

// Test the invariants at the head of check.c.
// Returns: NULL if all hold, else the number and text of the first broken one.
// Cost:    O(keys).
const char *hmap_check(const struct hmap *map);

#endif
