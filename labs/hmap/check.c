// check.c - the invariants of a map, each tested by hmap_check().
//
// They hold between any two calls:
//
//   H1  No write is marked as going on.
//   H2  No chain has a loop; noverflow counts the overflow buckets in the
//       chains of the current table.
//   H3  A slot says emptyRest exactly if it and all that follow in its chain
//       are empty; other empty slots say emptyOne.
//   H4  A used slot's tophash is that of its key's hash.
//   H5  A key is in the chain of its home: the old bucket for its hash while
//       that is not evacuated, else the new one.
//   H6  A key is in one slot only.
//   H7  count is the number of used slots in all homes.
//   H8  While growing, a bucket below nevacuate is evacuated, and one at
//       nevacuate exists; an evacuated chain has moved whole, and no other
//       slot of any table says that it has moved.
//   H9  A map that has no keys may have no buckets; sameSizeGrow is said only
//       while growing.
//
// The first one that is broken is named. After a race anything may be broken,
// so what is not yet known to hold is not relied on.
#include "hmap_internal.h"

static const char *const text[] = {
    [1] = "H1: hashWriting is set though no write is going on",
    [2] = "H2: noverflow is not the number of overflow buckets in the chains",
    [3] =
        "H3: emptyRest is not said exactly where the chain's empty end begins",
    [4] = "H4: a slot's tophash is not that of its key's hash",
    [5] = "H5: a key is in a bucket that is not its home",
    [6] = "H6: a key is in two slots",
    [7] = "H7: count is not the number of keys in the buckets",
    [8] = "H8: the evacuation marks and nevacuate disagree",
    [9] = "H9: the header says something that cannot be",
};

struct tally {
    size_t keys;
    size_t overflow;
};

// The tortoise walks at half the speed of the hare; in a loop they meet.
static bool has_loop(const struct maptype *type, const struct bmap *hare)
{
    const struct bmap *tortoise = hare;

    for (bool move = false; (hare = *overflow_at(type, hare)); move = !move) {
        if (hare == tortoise)
            return true;
        if (move)
            tortoise = *overflow_at(type, tortoise);
    }
    return false;
}

static size_t overflow_length(const struct maptype *type, const struct bmap *b)
{
    size_t length = 0;
    while ((b = *overflow_at(type, b)))
        length++;
    return length;
}

// Does a key equal to this one stand in the chain before slot i of bucket end?
static bool stands_before(const struct maptype *type, const struct bmap *b,
                          const struct bmap *end, size_t i)
{
    const void *key = key_at(type, end, i);

    for (;; b = *overflow_at(type, b))
        for (size_t j = 0; j < SLOTS; j++) {
            if (b == end && j == i)
                return false;
            if (b->tophash[j] >= minTopHash &&
                type->equal(key, key_at(type, b, j)))
                return true;
        }
}

static int check_used_slot(const struct hmap *map, const struct bmap *head,
                           const struct bmap *b, size_t i)
{
    uint64_t hash = map->type->hash(key_at(map->type, b, i), map->hash0);

    if (b->tophash[i] != tophash_of(hash))
        return 4;
    if (home_of(map->type, map, hash) != head)
        return 5;
    if (stands_before(map->type, head, b, i))
        return 6;
    return 0;
}

// A chain that is a home: every slot is empty or used.
static int check_home(const struct hmap *map, const struct bmap *head,
                      struct tally *tally)
{
    bool rest_is_empty = false;
    bool one_is_last = false;  // emptyOne was seen, and no used slot since

    for (const struct bmap *b = head; b; b = *overflow_at(map->type, b))
        for (size_t i = 0; i < SLOTS; i++) {
            uint8_t tophash = b->tophash[i];
            if (rest_is_empty && tophash != emptyRest)
                return 3;
            rest_is_empty = tophash == emptyRest;
            one_is_last |= tophash == emptyOne;
            if (is_empty(tophash))
                continue;
            one_is_last = false;
            if (tophash < minTopHash)
                return 8;
            int broken = check_used_slot(map, head, b, i);
            if (broken)
                return broken;
            tally->keys++;
        }
    return one_is_last ? 3 : 0;
}

static int check_evacuated(const struct hmap *map, const struct bmap *b)
{
    for (; b; b = *overflow_at(map->type, b))
        for (size_t i = 0; i < SLOTS; i++)
            if (is_empty(b->tophash[i]) || b->tophash[i] >= minTopHash)
                return 8;
    return 0;
}

static int check_table(const struct hmap *map, struct bmap *buckets,
                       size_t count, bool old, struct tally *tally)
{
    for (size_t n = 0; n < count; n++) {
        struct bmap *b = bucket_at(map->type, buckets, n);
        if (has_loop(map->type, b))
            return 2;
        tally->overflow += old ? 0 : overflow_length(map->type, b);
        if (old && n < map->nevacuate && !is_evacuated(b))
            return 8;
        int broken = old && is_evacuated(b) ? check_evacuated(map, b)
                                            : check_home(map, b, tally);
        if (broken)
            return broken;
    }
    return 0;
}

static int check_header(const struct hmap *map)
{
    if (map->flags & hashWriting)
        return 1;
    if (!map->buckets && (map->count || map->B || map->oldbuckets))
        return 9;
    if (map->B >= 48 || (map->flags & sameSizeGrow && !is_growing(map)))
        return 9;
    if (is_growing(map) && map->nevacuate >= old_bucket_count(map))
        return 8;
    return 0;
}

static int first_broken(const struct hmap *map)
{
    struct tally tally = {0};
    int broken = check_header(map);

    if (!broken && is_growing(map))
        broken = check_table(map, map->oldbuckets, old_bucket_count(map), true,
                             &tally);
    if (!broken && map->buckets)
        broken =
            check_table(map, map->buckets, bucket_count(map->B), false, &tally);
    if (broken)
        return broken;
    if (tally.overflow != map->noverflow)
        return 2;
    return tally.keys == map->count ? 0 : 7;
}

const char *hmap_check(const struct hmap *map)
{
    int broken = first_broken(map);
    return broken ? text[broken] : NULL;
}
