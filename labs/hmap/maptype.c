// maptype.c - the two given types, and hashing of strings.
#include "maptype.h"

#include "specialise.h"

const struct maptype hmap_type_64 = {
    .keysize = sizeof(uint64_t),
    .valuesize = sizeof(uint64_t),
    .hash = hmap_hash_64,
    .equal = hmap_equal_64,
};

const struct maptype hmap_type_string = {
    .keysize = sizeof(struct hmap_string),
    .valuesize = sizeof(uint64_t),
    .hash = hmap_hash_string,
    .equal = hmap_equal_string,
};

uint64_t hmap_hash_64(const void *key, uint64_t seed)
{
    return hash_64(key, seed);
}

bool hmap_equal_64(const void *key, const void *other)
{
    return equal_64(key, other);
}

bool hmap_equal_string(const void *key, const void *other)
{
    return equal_string(key, other);
}

// Up to 8 bytes as a number.
static uint64_t load_bytes(const char *bytes, size_t count)
{
    uint64_t word = 0;
    memcpy(&word, bytes, count);
    return word;
}

static uint64_t load_word(const char *bytes)
{
    return load_bytes(bytes, sizeof(uint64_t));
}

// Sixteen bytes a step, each multiplied into the hash; then the last one to
// sixteen, of which the two words may overlap. The length tells apart strings
// that differ in trailing NUL bytes only.
uint64_t hmap_hash_string(const void *key, uint64_t seed)
{
    const uint64_t odd1 = 0x9e3779b97f4a7c15;
    const uint64_t odd2 = 0xd1b54a32d192ed03;
    const struct hmap_string *string = key;
    const char *bytes = string->bytes;
    size_t left = string->length;
    uint64_t hash = seed ^ multiply_fold(left ^ odd1, odd2);
    uint64_t first = 0;
    uint64_t last = 0;

    for (; left > 16; left -= 16, bytes += 16)
        hash = multiply_fold(load_word(bytes) ^ hash ^ odd1,
                             load_word(bytes + 8) ^ odd2);
    if (left >= 8) {
        first = load_word(bytes);
        last = load_word(bytes + left - 8);
    } else if (left) {
        first = load_bytes(bytes, left);
    }
    hash = multiply_fold(first ^ hash ^ odd1, last ^ odd2);
    return multiply_fold(hash, odd1);
}
