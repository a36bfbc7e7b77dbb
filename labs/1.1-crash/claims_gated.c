// claims_gated.c - see claims.h: a map that stops where it calls its type.
#define _POSIX_C_SOURCE 200809L
#include "claims.h"

const uint64_t one = 1;

struct gate in_hash = GATE_INIT, in_equal = GATE_INIT;
_Thread_local unsigned hashes_left;
_Thread_local bool stops_in_equal;

static uint64_t hash_gated(const void *key, uint64_t seed)
{
    if (hashes_left > 0 && --hashes_left == 0)
        gate_hold(&in_hash);
    return hmap_hash_64(key, seed);
}

static bool equal_gated(const void *key, const void *other)
{
    if (stops_in_equal)
        gate_hold(&in_equal);
    return hmap_equal_64(key, other);
}

const struct maptype gated = {sizeof(uint64_t), sizeof(uint64_t), hash_gated,
                              equal_gated};

struct hmap *map_with(uint64_t keys)
{
    struct hmap *map = hmap_new(&gated, 1);
    for (uint64_t key = 1; key <= keys; key++)
        hmap_put(map, &key, &key);
    return map;
}

static void *put_and_stop(void *map)
{
    stops_in_equal = true;
    hmap_put(map, &one, &one);
    return NULL;
}

struct hmap *map_in_a_write(pthread_t *writer)
{
    struct hmap *map = map_with(1);
    pthread_create(writer, NULL, put_and_stop, map);
    gate_await(&in_equal);
    return map;
}
