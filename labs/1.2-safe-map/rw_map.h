// rw_map.h - lab 1.2: the same map with a read-write lock.
//
// The contract is that of safe_map.h, word for word. One thing more is asked:
// rw_map_load(), rw_map_len() and rw_map_range() take the lock for reading, so
// that readers do not wait for each other.
#ifndef RW_MAP_H
#define RW_MAP_H

#include "contract.h"

#include <pthread.h>

struct hmap;

// Who may touch a field:
//   [R]  read: whoever holds lock for reading or writing; written: only a
//        thread that holds it for writing
struct rw_map {
    pthread_rwlock_t lock;
    struct hmap *inner;                   // [R]
    _Atomic(const struct rw_map *) home;  // where the map was first used; two
                                          // readers may be the first together
};

#define RW_MAP_INIT                                                            \
    {                                                                          \
        PTHREAD_RWLOCK_INITIALIZER, NULL, NULL                                 \
    }

CONTRACT(rw_map)

#endif
