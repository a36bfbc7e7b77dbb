// grow.c - how a map becomes bigger, a little at each write.
//
//                  hmap_grow()
//     STEADY --------------------> GROWING --+
//        ^                            |  ^    | grow_work(): at most two old
//        |                            |  +----+ buckets a write
//        +----------------------------+
//            advance_evacuation_mark() at the last old bucket
//
//   STEADY   oldbuckets is NULL; every key is in buckets.
//   GROWING  a key is in its old bucket until that is evacuated, then in
//            buckets; a lookup asks the old bucket first.
#include "specialise.h"

// --- starting --------------------------------------------------------------

// More than 6.5 keys a bucket?
static bool over_load_factor(size_t count, uint8_t B)
{
    return count > SLOTS && count > 13 * bucket_count(B) / 2;
}

// As many overflow buckets as buckets: since the load is not too high, most of
// them must be nearly empty, and a fresh table of the same size tidies up.
static bool too_many_overflow_buckets(size_t noverflow, uint8_t B)
{
    return noverflow >= bucket_count(B);
}

bool must_grow(const struct hmap *map)
{
    return !is_growing(map) &&
           (over_load_factor(map->count + 1, map->B) ||
            too_many_overflow_buckets(map->noverflow, map->B));
}

bool hmap_grow(struct hmap *map)
{
    bool bigger = over_load_factor(map->count + 1, map->B);
    struct bmap *fresh = array_new(map->type, (uint8_t)(map->B + bigger));

    if (!fresh)
        return false;
    // Five plain stores. A reader between two of them sees a map that never
    // was: the new B with the old buckets, say.
    if (!bigger)
        map->flags |= sameSizeGrow;
    map->B = (uint8_t)(map->B + bigger);
    map->oldbuckets = map->buckets;
    map->buckets = fresh;
    map->nevacuate = 0;
    map->noverflow = 0;
    return true;
}

// --- moving a bucket -------------------------------------------------------

// Where the next key goes, X or Y.
struct evac_dst {
    struct bmap *b;
    size_t i;
};

static ALWAYS_INLINE void move_slot(const struct maptype *type,
                                    struct hmap *map, struct bmap *from,
                                    size_t i, struct evac_dst *to)
{
    if (to->i == SLOTS) {
        to->b = overflow_new(map, to->b);  // cannot fail: it is reserved
        to->i = 0;
    }
    memcpy(key_at(type, to->b, to->i), key_at(type, from, i), type->keysize);
    memcpy(value_at(type, to->b, to->i), value_at(type, from, i),
           type->valuesize);
    to->b->tophash[to->i++] = from->tophash[i];
}

static ALWAYS_INLINE void evacuate_chain(const struct maptype *type,
                                         struct hmap *map, struct bmap *b,
                                         struct evac_dst xy[2])
{
    bool same_size = map->flags & sameSizeGrow;
    size_t newbit = old_bucket_count(map);

    for (; b; b = *overflow_at(type, b))
        for (size_t i = 0; i < SLOTS; i++) {
            if (is_empty(b->tophash[i])) {
                b->tophash[i] = evacuatedEmpty;
                continue;
            }
            bool use_y = !same_size &&
                         type->hash(key_at(type, b, i), map->hash0) & newbit;
            move_slot(type, map, b, i, &xy[use_y]);
            b->tophash[i] = (uint8_t)(evacuatedX + use_y);
        }
}

// A chain of n buckets is shared out to chains that begin in the table, and all
// but one of the rest may be needed twice over: n - 1 overflow buckets do.
static ALWAYS_INLINE bool reserve_for(const struct maptype *type,
                                      struct hmap *map, const struct bmap *b)
{
    size_t extra = 0;
    while ((b = *overflow_at(type, b)))
        extra++;
    return !extra || overflow_reserve(map, extra);
}

// Is another loop that is bounded, so that a write stays O(1).
static ALWAYS_INLINE void advance_evacuation_mark(const struct maptype *type,
                                                  struct hmap *map)
{
    size_t end = old_bucket_count(map);
    size_t stop = map->nevacuate + 1 + 1024;

    if (stop > end)
        stop = end;
    do
        map->nevacuate++;
    while (map->nevacuate < stop &&
           is_evacuated(bucket_at(type, map->oldbuckets, map->nevacuate)));
    if (map->nevacuate < end)
        return;
    struct bmap *old = map->oldbuckets;
    map->oldbuckets = NULL;
    map->flags &= (uint8_t)~sameSizeGrow;
    array_retire(map, old);
}

static ALWAYS_INLINE int evacuate_typed(const struct maptype *type,
                                        struct hmap *map, size_t oldbucket)
{
    struct bmap *b = bucket_at(type, map->oldbuckets, oldbucket);

    if (!is_evacuated(b)) {
        size_t y = oldbucket + old_bucket_count(map);
        struct evac_dst xy[2] = {
            {bucket_at(type, map->buckets, oldbucket), 0},
            {bucket_at(type, map->buckets, y & bucket_mask(map->B)), 0},
        };
        prefetch(type, xy[0].b);
        prefetch(type, xy[1].b);
        if (!reserve_for(type, map, b))
            return 0;
        evacuate_chain(type, map, b, xy);
    }
    if (oldbucket == map->nevacuate)
        advance_evacuation_mark(type, map);
    return 0;
}

void evacuate(struct hmap *map, size_t oldbucket)
{
    SPECIALISED(evacuate_typed, map, oldbucket);
}

void grow_work(struct hmap *map, size_t bucket)
{
    evacuate(map, bucket & (old_bucket_count(map) - 1));
    if (is_growing(map))
        evacuate(map, map->nevacuate);
}
