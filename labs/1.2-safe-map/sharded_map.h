// sharded_map.h - lab 1.2: the same map in shards. Given, not graded: it
// completes the table of the three remedies. Lab 3.3 is about building it.
//
// The contract is that of safe_map.h, with two limits that sharding costs:
// sharded_map_len() and sharded_map_range() look at one shard after the other,
// so a key that moves meanwhile may be counted twice or not at all.
#ifndef SHARDED_MAP_H
#define SHARDED_MAP_H

#include "safe_map.h"

enum { SHARDS = 32 };

// Each shard is a safe_map on cache lines of its own.
struct sharded_map {
    struct {
        _Alignas(128) struct safe_map map;
    } shard[SHARDS];
};

// All zero bytes: on Linux that is an unlocked mutex and an empty map.
#define SHARDED_MAP_INIT                                                       \
    {                                                                          \
        {                                                                      \
            {                                                                  \
                SAFE_MAP_INIT                                                  \
            }                                                                  \
        }                                                                      \
    }

CONTRACT(sharded_map)

// The shard that key lives in, 0 ... SHARDS - 1.
unsigned sharded_map_shard(uint64_t key);

#endif
