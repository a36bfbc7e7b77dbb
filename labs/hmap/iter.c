// iter.c - walking all keys while the map may change.
//
// An iteration walks the table that was current when it began, once around from
// a random bucket, each bucket from a random slot. What growth does to it:
//
//   - It began before the growth. Keys that have moved leave their bytes behind
//     under evacuatedX or evacuatedY; such a key is looked up where it is now.
//   - It began during the growth, in the new table. A new bucket that is not
//     filled yet is replaced by its old bucket; of that, only the keys that
//     will move to this new bucket are met (checkBucket).
//
// So each bucket number is visited once and a key belongs to one number: that
// is why no key is met twice. The tables stay as long as iterators are open.
#include "specialise.h"

#include <stdatomic.h>

static const size_t noCheck = SIZE_MAX;

static uint64_t random_start(struct hmap *map)
{
    // Relaxed, here and below: the counters carry no data from one thread to
    // another, and readers may begin iterations side by side.
    uint32_t turn =
        atomic_fetch_add_explicit(&map->iterations, 1, memory_order_relaxed);
    uint64_t state = map->hash0 ^ turn;
    return next_random(&state);
}

void hmap_iter_init(struct hmap_iter *it, struct hmap *map)
{
    *it = (struct hmap_iter){0};
    if (map->count == 0)
        return;
    check_not_writing(map, "concurrent map iteration and map write");
    atomic_fetch_add_explicit(&map->iterators, 1, memory_order_relaxed);

    uint64_t random = random_start(map);
    it->map = map;
    it->B = map->B;
    it->buckets = map->buckets;
    it->startBucket = random & bucket_mask(map->B);
    it->offset = (uint8_t)(random >> 61);
    it->bucket = it->startBucket;
}

void hmap_iter_end(struct hmap_iter *it)
{
    if (!it->map)
        return;
    atomic_fetch_sub_explicit(&it->map->iterators, 1, memory_order_relaxed);
    *it = (struct hmap_iter){0};
}

// Stand before the first slot of the next bucket.
static void enter_bucket(struct hmap_iter *it)
{
    struct hmap *map = it->map;
    const struct maptype *type = map->type;

    it->bptr = bucket_at(type, it->buckets, it->bucket);
    it->checkBucket = noCheck;
    if (is_growing(map) && it->B == map->B) {
        struct bmap *old = old_bucket_for(type, map, it->bucket);
        if (!is_evacuated(old)) {
            it->bptr = old;
            it->checkBucket = it->bucket;
        }
    }
    it->bucket++;
    if (it->bucket == bucket_count(it->B)) {
        it->bucket = 0;
        it->wrapped = true;
    }
    it->i = 0;
}

// Will this key of an old bucket move to the new bucket that is visited?
static bool belongs_here(const struct hmap_iter *it, const void *key)
{
    const struct hmap *map = it->map;

    if (it->checkBucket == noCheck || map->flags & sameSizeGrow)
        return true;
    uint64_t hash = map->type->hash(key, map->hash0);
    return (hash & bucket_mask(it->B)) == it->checkBucket;
}

// The key has moved since the iteration began: find out where to.
static bool find_moved(struct hmap_iter *it, const void *key)
{
    it->key = key;
    it->value = hmap_access(it->map, key);
    return it->value != NULL;  // it may have been deleted since
}

static bool visit_slot(struct hmap_iter *it, size_t i)
{
    const struct maptype *type = it->map->type;
    uint8_t tophash = it->bptr->tophash[i];
    void *key = key_at(type, it->bptr, i);

    if (is_empty(tophash) || tophash == evacuatedEmpty)
        return false;
    if (!belongs_here(it, key))
        return false;
    if (tophash == evacuatedX || tophash == evacuatedY)
        return find_moved(it, key);
    it->key = key;
    it->value = value_at(type, it->bptr, i);
    return true;
}

bool hmap_iter_next(struct hmap_iter *it)
{
    if (!it->map)
        return false;
    check_not_writing(it->map, "concurrent map iteration and map write");
    for (;;) {
        if (!it->bptr) {
            if (it->wrapped && it->bucket == it->startBucket) {
                hmap_iter_end(it);
                return false;
            }
            enter_bucket(it);
        }
        while (it->i < SLOTS)
            if (visit_slot(it, (it->i++ + it->offset) % SLOTS))
                return true;
        it->bptr = *overflow_at(it->map->type, it->bptr);
        it->i = 0;
    }
}
