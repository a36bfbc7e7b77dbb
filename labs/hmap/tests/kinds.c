#include "kinds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// --- 64-bit keys -----------------------------------------------------------

static const void *key_64(unsigned number)
{
    static uint64_t key;
    key = (uint64_t)number << 20;
    return &key;
}

static unsigned number_64(const void *key)
{
    return (unsigned)(*(const uint64_t *)key >> 20);
}

// --- strings ---------------------------------------------------------------

// Of many lengths: the number, then as many letters.
static const void *key_string(unsigned number)
{
    static char bytes[KEY_SPACE][48];
    static struct hmap_string key;

    snprintf(bytes[number], sizeof *bytes, "%u%.*s", number, (int)(number % 40),
             "abcdefghijklmnopqrstuvwxyzabcdefghijklmn");
    key = (struct hmap_string){bytes[number], strlen(bytes[number])};
    return &key;
}

static unsigned number_string(const void *key)
{
    return (unsigned)atoi(((const struct hmap_string *)key)->bytes);
}

// --- keys and values of odd sizes ------------------------------------------

struct wide {
    uint32_t part[3];
};

static uint64_t hash_wide(const void *key, uint64_t seed)
{
    const struct wide *wide = key;
    uint64_t word = (uint64_t)wide->part[0] << 32 | wide->part[2];
    return hmap_hash_64(&word, seed);
}

// Few different hashes: long chains, equal tophash bytes, equal buckets.
static uint64_t hash_colliding(const void *key, uint64_t seed)
{
    const struct wide *wide = key;
    (void)seed;
    return (uint64_t)(wide->part[0] % 7) << 56 | wide->part[0] % 3;
}

static bool equal_wide(const void *key, const void *other)
{
    return memcmp(key, other, sizeof(struct wide)) == 0;
}

static const void *key_wide(unsigned number)
{
    static struct wide key;
    key = (struct wide){{number, 7, ~number}};
    return &key;
}

static unsigned number_wide(const void *key)
{
    return ((const struct wide *)key)->part[0];
}

static const struct maptype wide_type = {sizeof(struct wide), 24, hash_wide,
                                         equal_wide};
static const struct maptype colliding_type = {sizeof(struct wide), 8,
                                              hash_colliding, equal_wide};

const struct kind kinds[KINDS] = {
    {"64-bit keys", &hmap_type_64, key_64, number_64},
    {"strings", &hmap_type_string, key_string, number_string},
    {"12-byte keys, 24-byte values", &wide_type, key_wide, number_wide},
    {"colliding keys", &colliding_type, key_wide, number_wide},
};

// --- keys with chosen hashes -----------------------------------------------

static uint64_t hash_chosen(const void *key, uint64_t seed)
{
    (void)seed;
    return ((const struct chosen *)key)->hash;
}

static bool equal_chosen(const void *key, const void *other)
{
    return memcmp(key, other, sizeof(struct chosen)) == 0;
}

const struct maptype chosen_type = {sizeof(struct chosen), 8, hash_chosen,
                                    equal_chosen};

// --- for all ---------------------------------------------------------------

uint64_t test_seed(void)
{
    const char *given = getenv("HMAP_SEED");
    uint64_t seed = given ? strtoull(given, NULL, 0) : 1;

    printf("seed %llu; again: HMAP_SEED=%llu make test-hmap\n",
           (unsigned long long)seed, (unsigned long long)seed);
    fflush(stdout);
    return seed;
}

enum hmap_put_result put(struct hmap *map, const struct kind *kind,
                         unsigned number, uint64_t value)
{
    unsigned char bytes[64] = {0};

    memcpy(bytes, &value, sizeof value);
    return hmap_put(map, kind->key(number), bytes);
}

uint64_t *get(struct hmap *map, const struct kind *kind, unsigned number)
{
    return hmap_access(map, kind->key(number));
}

bool delete_number(struct hmap *map, const struct kind *kind, unsigned number)
{
    return hmap_delete(map, kind->key(number));
}
