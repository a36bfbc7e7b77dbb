// contract.h - what each of the three maps of this lab promises, once.
//
// CONTRACT(safe_map) declares safe_map_store(), safe_map_load() and so on; the
// maps differ in their locks and in nothing that a caller can see.
#ifndef CONTRACT_H
#define CONTRACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum load_or_store {
    LOADED,      // the key was present; *actual is its value
    STORED,      // it was absent and has the new value now; so has *actual
    NOT_STORED,  // it was absent and there is no memory; *actual is untouched
};

// Visits one key of a range. Returns: whether to go on.
typedef bool visit_key(void *argument, uint64_t key, uint64_t value);

#define CONTRACT(map)                                                          \
                                                                               \
    /* Give key a value. Returns: false without memory; nothing changed. */    \
    bool map##_store(struct map *m, uint64_t key, uint64_t value);             \
                                                                               \
    /* Returns: whether key is present, with its value in *value if so. */     \
    bool map##_load(struct map *m, uint64_t key, uint64_t *value);             \
                                                                               \
    /* Give key a value unless it has one. Of the threads that meet here for   \
       one absent key, exactly one is told STORED. */                          \
    enum load_or_store map##_load_or_store(struct map *m, uint64_t key,        \
                                           uint64_t value, uint64_t *actual);  \
                                                                               \
    /* Remove key. Returns: true, with the value it had in *value, to exactly  \
       one of the threads that meet here for it; false if it is absent. */     \
    bool map##_load_and_delete(struct map *m, uint64_t key, uint64_t *value);  \
                                                                               \
    /* Give key the value `next` if it is present with the value `old`.        \
       Returns: whether it was. */                                             \
    bool map##_cas(struct map *m, uint64_t key, uint64_t old, uint64_t next);  \
                                                                               \
    /* Visit keys until visit() returns false. visit() may call any function   \
       of the map, range included.                                             \
       A key that is present from beginning to end is visited exactly once;    \
       one that is stored or deleted meanwhile at most once; each with a value \
       that it had at some moment of the call.                                 \
       Returns: false without memory; then nothing was visited. */             \
    bool map##_range(struct map *m, visit_key *visit, void *argument);         \
                                                                               \
    /* The number of keys. */                                                  \
    size_t map##_len(struct map *m);                                           \
                                                                               \
    /* Release what the map owns. */                                           \
    void map##_destroy(struct map *m);

#endif
