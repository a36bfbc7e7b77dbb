// scenarios.h - lab 1.2: what its scenarios share.
//
// Each scenario is written once and run for both maps: a subject is one of
// them, seen through its functions.
#ifndef SCENARIOS_H
#define SCENARIOS_H

#include "rw_map.h"
#include "safe_map.h"

#include "history.h"
#include "scenario.h"

// --- the two subjects -------------------------------------------------------

struct subject {
    const char *type;  // of the map, which its functions are named after
    void *map;
    size_t size;  // of *map
    bool (*store)(void *m, uint64_t key, uint64_t value);
    bool (*load)(void *m, uint64_t key, uint64_t *value);
    enum load_or_store (*load_or_store)(void *m, uint64_t key, uint64_t value,
                                        uint64_t *actual);
    bool (*load_and_delete)(void *m, uint64_t key, uint64_t *value);
    bool (*cas)(void *m, uint64_t key, uint64_t old, uint64_t next);
    bool (*range)(void *m, visit_key *visit, void *argument);
    size_t (*len)(void *m);
    void (*destroy)(void *m);
};

extern struct safe_map mutex_map;
extern struct rw_map rwlock_map;
extern const struct subject mutex_subject, rwlock_subject;

extern const struct subject *subject;  // of this run

// A run begins, of this subject.
void begin(const struct subject *chosen);

// Define a scenario for both: `mutex_NAME` and `rwlock_NAME`.
#define FOR_BOTH(name, body)                                                   \
    SCENARIO(mutex_##name)                                                     \
    {                                                                          \
        begin(&mutex_subject);                                                 \
        body;                                                                  \
    }                                                                          \
    SCENARIO(rwlock_##name)                                                    \
    {                                                                          \
        begin(&rwlock_subject);                                                \
        body;                                                                  \
    }

// --- recorded calls ---------------------------------------------------------

enum { KEY = 1, OLD = 10 };  // OLD: the value of a key before the threads start

typedef void recorded_call(uint64_t key, uint64_t value);

recorded_call do_store, do_load, do_load_or_store, do_load_and_delete, do_cas,
    do_len;

// --- the map that all calls are compared with --------------------------------

// Key by key; and as a whole, for a length is about all keys.
extern const struct model each_key, whole_map;

#endif
