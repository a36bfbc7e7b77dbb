// specialise.h - one source, three maps.
//
// The runtime has mapassign, mapassign_fast64 and mapassign_faststr, written
// three times. Here each is written once, as an inline function whose first
// parameter is the type; given a constant type, the compiler computes every
// offset and inlines hash and equal.
#ifndef HMAP_SPECIALISE_H
#define HMAP_SPECIALISE_H

#include "hmap_internal.h"

#define ALWAYS_INLINE inline __attribute__((always_inline))

// The product's two halves folded together: every bit of the key reaches both
// the low bits (the bucket) and the high bits (the tophash).
static ALWAYS_INLINE uint64_t multiply_fold(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static ALWAYS_INLINE uint64_t hash_64(const void *key, uint64_t seed)
{
    uint64_t k;
    memcpy(&k, key, sizeof k);
    return multiply_fold(k ^ seed, 0x9e3779b97f4a7c15);
}

static ALWAYS_INLINE bool equal_64(const void *key, const void *other)
{
    return memcmp(key, other, sizeof(uint64_t)) == 0;
}

static ALWAYS_INLINE uint64_t hash_string(const void *key, uint64_t seed)
{
    return hmap_hash_string(key, seed);
}

static ALWAYS_INLINE bool equal_string(const void *key, const void *other)
{
    const struct hmap_string *a = key;
    const struct hmap_string *b = other;
    return a->length == b->length &&
           (a->bytes == b->bytes || !a->length ||
            memcmp(a->bytes, b->bytes, a->length) == 0);
}

static const struct maptype fast64 = {
    .keysize = sizeof(uint64_t),
    .valuesize = sizeof(uint64_t),
    .hash = hash_64,
    .equal = equal_64,
};

static const struct maptype faststr = {
    .keysize = sizeof(struct hmap_string),
    .valuesize = sizeof(uint64_t),
    .hash = hash_string,
    .equal = equal_string,
};

// A bucket of 144 bytes lies in three cache lines: fetch them side by side, not
// one after the other as tophash, key and value are asked for.
static ALWAYS_INLINE void prefetch(const struct maptype *type,
                                   const struct bmap *b)
{
    for (size_t i = 0; i < bucket_size(type) && i < 192; i += 64)
        __builtin_prefetch((const char *)b + i);
}

// Call an inline function with the constant that equals the map's type.
#define SPECIALISED(function, map, ...)                                        \
    ((map)->type == &hmap_type_64 ? function(&fast64, map, __VA_ARGS__)        \
     : (map)->type == &hmap_type_string                                        \
         ? function(&faststr, map, __VA_ARGS__)                                \
         : function((map)->type, map, __VA_ARGS__))

#endif
