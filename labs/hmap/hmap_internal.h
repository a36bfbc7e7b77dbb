// hmap_internal.h - what the files of this room share; others include hmap.h.
//
//   Go's name        in plain words
//   ---------        --------------
//   hmap             the map's header
//   count            keys in the map
//   flags            hashWriting: a write is going on. sameSizeGrow: the new
//                    table is as big as the old one
//   B                there are 2^B buckets
//   noverflow        overflow buckets in use; exact here, an estimate in Go
//   hash0            the seed of the hash
//   buckets          the table
//   oldbuckets       the table that is being emptied, or NULL
//   nevacuate        every old bucket below this number is emptied
//   bmap             a bucket: eight slots
//   tophash          a byte for each slot: its state, or 8 bits of its hash
//   overflow         the next bucket of the chain
//   evacuate         move the keys of an old bucket to the new table
//   X and Y          the two new buckets that share out an old bucket's keys:
//                    X has the same number, Y the same with one more high bit
//   hiter            our struct hmap_iter
//
// Not here: keys that differ from themselves (NaN), keys and values stored by
// pointer when they are big, the flags iterator and oldIterator (we count the
// open iterators), extra (an array of buckets owns its overflow buckets).
#ifndef HMAP_INTERNAL_H
#define HMAP_INTERNAL_H

#include "hmap.h"

#include <string.h>

enum {
    SLOTS = 8,  // Go's bucketCnt; the tophash bytes then fill one 64-bit word

    // States of a slot; a greater tophash is a used slot's.
    emptyRest = 0,       // empty, and so is all that follows in the chain
    emptyOne = 1,        // empty
    evacuatedX = 2,      // the key has moved to X
    evacuatedY = 3,      // the key has moved to Y
    evacuatedEmpty = 4,  // was empty when its bucket was evacuated
    minTopHash = 5,      // smallest tophash of a used slot

    // Bits of flags, with Go's values.
    hashWriting = 4,
    sameSizeGrow = 8,
};

// Only the head of a bucket is the same for all types. After it come eight
// keys, eight values and the overflow pointer; struct bmap_64 shows it.
struct bmap {
    _Alignas(8) uint8_t tophash[SLOTS];
};

// A bucket of hmap_type_64, as chapter 2 draws it and a debugger can show it.
struct bmap_64 {
    uint8_t tophash[SLOTS];
    uint64_t keys[SLOTS];
    uint64_t values[SLOTS];
    struct bmap *overflow;
};

// Who may touch a field:
//   [I]  anyone: set before the map is shared, never changed
//   [W]  written by the one writer; read by readers while there is no writer
//   [A]  anyone, with atomic operations only
struct hmap {
    size_t count;                  // [W]
    uint8_t flags;                 // [W]
    uint8_t B;                     // [W]
    bool keep_old;                 // [W]
    size_t noverflow;              // [W]
    uint64_t hash0;                // [W] changes only when there is no key
    struct bmap *buckets;          // [W] NULL until the first write
    struct bmap *oldbuckets;       // [W]
    size_t nevacuate;              // [W]
    const struct maptype *type;    // [I]
    uint64_t random;               // [W] where the next hash0 comes from
    struct bucket_array *retired;  // [W] arrays kept for iterators or keep_old
    _Atomic uint32_t iterators;    // [A] open ones
    _Atomic uint32_t iterations;   // [A] begun so far; varies where they start
};

// --- numbers ---------------------------------------------------------------

static inline size_t bucket_count(uint8_t B)
{
    return (size_t)1 << B;
}

static inline size_t bucket_mask(uint8_t B)
{
    return bucket_count(B) - 1;
}

static inline uint8_t tophash_of(uint64_t hash)
{
    uint8_t top = (uint8_t)(hash >> 56);
    return top < minTopHash ? (uint8_t)(top + minTopHash) : top;
}

// A step of splitmix64: the same sequence for the same start.
static inline uint64_t next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

// --- the parts of a bucket -------------------------------------------------

static inline size_t bucket_size(const struct maptype *type)
{
    return SLOTS + SLOTS * (type->keysize + type->valuesize) +
           sizeof(struct bmap *);
}

static inline struct bmap *bucket_at(const struct maptype *type,
                                     struct bmap *buckets, size_t number)
{
    return (struct bmap *)((char *)buckets + number * bucket_size(type));
}

static inline void *key_at(const struct maptype *type, const struct bmap *b,
                           size_t i)
{
    return (char *)b + SLOTS + i * type->keysize;
}

static inline void *value_at(const struct maptype *type, const struct bmap *b,
                             size_t i)
{
    return (char *)b + SLOTS + SLOTS * type->keysize + i * type->valuesize;
}

static inline struct bmap **overflow_at(const struct maptype *type,
                                        const struct bmap *b)
{
    return (struct bmap **)((char *)b + bucket_size(type) -
                            sizeof(struct bmap *));
}

static inline bool is_empty(uint8_t tophash)
{
    return tophash <= emptyOne;
}

static inline bool is_evacuated(const struct bmap *b)
{
    return b->tophash[0] > emptyOne && b->tophash[0] < minTopHash;
}

// emptyRest goes on to the end of a chain, so its last slot tells.
static inline bool ends_in_empty_rest(const struct bmap *b)
{
    return b->tophash[SLOTS - 1] == emptyRest;
}

// --- the state of a map ----------------------------------------------------

static inline bool is_growing(const struct hmap *map)
{
    return map->oldbuckets != NULL;
}

static inline size_t old_bucket_count(const struct hmap *map)
{
    bool same_size = map->flags & sameSizeGrow;
    return bucket_count(map->B) >> (same_size ? 0 : 1);
}

static inline struct bmap *old_bucket_for(const struct maptype *type,
                                          const struct hmap *map, uint64_t hash)
{
    size_t number = hash & (old_bucket_count(map) - 1);
    return bucket_at(type, map->oldbuckets, number);
}

static inline struct bmap *new_bucket_for(const struct maptype *type,
                                          const struct hmap *map, uint64_t hash)
{
    return bucket_at(type, map->buckets, hash & bucket_mask(map->B));
}

// The first bucket of the chain in which a key with this hash is, if it is.
static inline struct bmap *home_of(const struct maptype *type,
                                   const struct hmap *map, uint64_t hash)
{
    if (is_growing(map)) {
        struct bmap *old = old_bucket_for(type, map, hash);
        if (!is_evacuated(old))
            return old;
    }
    return new_bucket_for(type, map, hash);
}

// --- the tripwire ----------------------------------------------------------

// End the process with this message, unless the tripwire is off.
void trip(const char *message);

static inline void check_not_writing(const struct hmap *map,
                                     const char *message)
{
    if (__builtin_expect(map->flags & hashWriting, 0))
        trip(message);
}

// A load, an xor and a store: not atomic, on purpose, as in Go. Two writers
// that both passed the check toggle the flag off, and both may see that at the
// end.
static inline void begin_write(struct hmap *map)
{
    map->flags ^= hashWriting;
}

static inline void end_write(struct hmap *map)
{
    if (__builtin_expect(!(map->flags & hashWriting), 0))
        trip("concurrent map writes");
    map->flags &= (uint8_t)~hashWriting;
}

// --- between the files -----------------------------------------------------

// grow.c. Start a growth, to twice as many buckets or to as many fresh ones.
// Returns: false if out of memory; then the map works on as it is, fuller.
bool hmap_grow(struct hmap *map);

// Is it time for hmap_grow(), when one more key is to come in?
bool must_grow(const struct hmap *map);

// Move the old bucket that feeds this new one, and one more.
void grow_work(struct hmap *map, size_t bucket);

// Move an old bucket's keys; without memory, move none of them.
void evacuate(struct hmap *map, size_t oldbucket);

// array.c. Arrays of 2^B empty buckets; each owns its overflow buckets.
struct bmap *array_new(const struct maptype *type, uint8_t B);
void array_free(struct bmap *buckets);
void array_clear(const struct maptype *type, struct bmap *buckets,
                 bool reuse_overflow);
void array_retire(struct hmap *map, struct bmap *buckets);
void free_retired(struct hmap *map);

// Make sure that overflow_new() can be called this many times.
bool overflow_reserve(struct hmap *map, size_t buckets);

// Append an empty bucket to a chain of the current table.
struct bmap *overflow_new(struct hmap *map, struct bmap *last);

#endif
