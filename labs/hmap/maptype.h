// maptype.h - what a map must know about its keys and values.
//
// Two types are given and fast: the compiler knows their numbers where they
// are used. Any other type is a constant that the caller fills in.
//
// Threads:  hash and equal are called by whichever thread calls the map. Inside
//           a write, the first call of hash comes before the map is marked as
//           being written to and every call of equal comes after; a test that
//           wants two threads to overlap parks one of them there.
// Memory:   the map copies keysize bytes of a key and valuesize bytes of a
//           value, and frees nothing that they point to.
#ifndef MAPTYPE_H
#define MAPTYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct maptype {
    size_t keysize;    // bytes; alignment of keys and values: at most 8
    size_t valuesize;  // bytes

    // Equal keys have equal hashes under one seed. All 64 bits are used: the
    // lowest choose the bucket, the highest eight are the tophash.
    uint64_t (*hash)(const void *key, uint64_t seed);

    // A key equals itself, and stays equal to what it was while it is in.
    bool (*equal)(const void *key, const void *other);
};

// A key of hmap_type_string. The caller owns the bytes and keeps them alive and
// unchanged as long as the key is in the map. When an equal key is assigned
// again, the map keeps the bytes that it was given first.
struct hmap_string {
    const char *bytes;  // need not end in a NUL
    size_t length;
};

extern const struct maptype hmap_type_64;      // uint64_t to uint64_t
extern const struct maptype hmap_type_string;  // hmap_string to uint64_t

// The hash and equal of these two types, for types with other values.
uint64_t hmap_hash_64(const void *key, uint64_t seed);
bool hmap_equal_64(const void *key, const void *other);
uint64_t hmap_hash_string(const void *key, uint64_t seed);
bool hmap_equal_string(const void *key, const void *other);

#endif
