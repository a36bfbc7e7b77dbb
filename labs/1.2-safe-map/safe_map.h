// safe_map.h - lab 1.2: one map that many threads share.
//
//     static struct safe_map devices = SAFE_MAP_INIT;   // no init call
//
// Shape:    64-bit keys to 64-bit values, over the unsafe hmap.
// Threads:  every call from any thread at any time, but for
//           safe_map_destroy(), which must be the last call of all.
// Order:    calls on one key, and safe_map_len(), take effect one at a time,
//           each at some moment between its start and its return
//           (linearizable). safe_map_range() promises less, see there.
// Memory:   keys and values are copied; no pointer into the map escapes.
// Errors:   a call that runs out of memory says so and changes nothing.
// Copying:  a map lives where it was first used. A call on a copy of a map that
//           was used before ends the process:
//           fatal("safe map used after it was copied").
#ifndef SAFE_MAP_H
#define SAFE_MAP_H

#include "contract.h"

#include <pthread.h>

struct hmap;

// Who may touch a field:
//   [L]  the thread that holds lock
struct safe_map {
    pthread_mutex_t lock;
    struct hmap *inner;           // [L] made by the first call that stores
    const struct safe_map *home;  // [L] where the map was first used
};

#define SAFE_MAP_INIT                                                          \
    {                                                                          \
        PTHREAD_MUTEX_INITIALIZER, NULL, NULL                                  \
    }

CONTRACT(safe_map)

#endif
