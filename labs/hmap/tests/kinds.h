// kinds.h - the kinds of keys that each test of the map is run with.
//
// A key stands for a number below KEY_SPACE; tests and their models count in
// numbers. Every kind's value begins with 64 bits that a test may use.
#ifndef KINDS_H
#define KINDS_H

#include "hmap.h"

enum { KEY_SPACE = 1000, KINDS = 4 };

struct kind {
    const char *name;
    const struct maptype *type;
    const void *(*key)(unsigned number);  // good until the next call
    unsigned (*number)(const void *key);
};

extern const struct kind kinds[KINDS];

// A type whose keys say themselves what their hash is.
struct chosen {
    uint64_t hash;
    uint64_t id;
};
extern const struct maptype chosen_type;

// The seed of a random test: HMAP_SEED from the environment, else 1. It is
// printed once a process, with the command that takes it.
uint64_t test_seed(void);

// Put, with the number in the first 64 bits of the value.
enum hmap_put_result put(struct hmap *map, const struct kind *kind,
                         unsigned number, uint64_t value);

// The first 64 bits of the number's value; NULL if it is absent.
uint64_t *get(struct hmap *map, const struct kind *kind, unsigned number);

bool delete_number(struct hmap *map, const struct kind *kind, unsigned number);

#endif
