// hmap.c - see hmap.h for what it does; the invariants are in check.c.
//
// Go's name in this file: mapaccess2, mapassign, mapdelete, mapclear. The order
// of their steps is Go's, for the order decides what the tripwire can see: look
// at the flag, hash the key, set the flag, work, look at the flag, clear it.
#include "specialise.h"

#include "../kit/fatal.h"

#include <stdlib.h>

// --- making and ending -----------------------------------------------------

struct hmap *hmap_new(const struct maptype *type, uint64_t seed)
{
    struct hmap *map = calloc(1, sizeof *map);

    if (!map)
        return NULL;
    map->type = type;
    map->random = seed;
    map->hash0 = next_random(&map->random);
    return map;
}

void hmap_free(struct hmap *map)
{
    if (!map)
        return;
    free_retired(map);
    array_free(map->oldbuckets);
    array_free(map->buckets);
    free(map);
}

size_t hmap_len(const struct hmap *map)
{
    return map->count;
}

void hmap_keep_old(struct hmap *map, bool keep)
{
    map->keep_old = keep;
}

// --- the tripwire ----------------------------------------------------------

static bool tripwire_on = true;  // [I] while threads share maps

void hmap_tripwire(bool on)
{
    tripwire_on = on;
}

void trip(const char *message)
{
    if (tripwire_on)
        fatal(message);
}

// --- eight slots at once ---------------------------------------------------

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

// The eight tophash bytes as a number, slot 0 lowest.
static ALWAYS_INLINE uint64_t tophash_word(const struct bmap *b)
{
    uint64_t word;
    memcpy(&word, b->tophash, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

// The top bit of each byte that is zero. A byte of value 1 above such a byte
// may be taken for zero, too: the lowest bit is always right, others are
// candidates.
static ALWAYS_INLINE uint64_t zero_bytes(uint64_t word)
{
    return (word - EACH_BYTE(0x01)) & ~word & EACH_BYTE(0x80);
}

static ALWAYS_INLINE uint64_t slots_with(uint64_t word, uint8_t tophash)
{
    return zero_bytes(word ^ EACH_BYTE(tophash));
}

// emptyRest and emptyOne are 0 and 1.
static ALWAYS_INLINE uint64_t empty_slots(uint64_t word)
{
    return zero_bytes(word & EACH_BYTE(0xfe));
}

static ALWAYS_INLINE size_t lowest(uint64_t slots)
{
    return (unsigned)__builtin_ctzll(slots) / 8;
}

// --- finding ---------------------------------------------------------------

struct place {
    struct bmap *b;  // NULL: none
    size_t i;
};

static ALWAYS_INLINE bool find_in_bucket(const struct maptype *type,
                                         struct bmap *b, uint64_t word,
                                         uint8_t top, const void *key,
                                         size_t *i)
{
    for (uint64_t m = slots_with(word, top); m; m &= m - 1) {
        *i = lowest(m);
        if (__builtin_expect(type->equal(key, key_at(type, b, *i)), 1))
            return true;
    }
    return false;
}

static ALWAYS_INLINE struct place
find(const struct maptype *type, struct bmap *b, uint64_t hash, const void *key)
{
    uint8_t top = tophash_of(hash);

    do {
        size_t i;
        if (find_in_bucket(type, b, tophash_word(b), top, key, &i))
            return (struct place){b, i};
        if (ends_in_empty_rest(b))
            break;
    } while ((b = *overflow_at(type, b)));
    return (struct place){NULL, 0};
}

static ALWAYS_INLINE void *access_typed(const struct maptype *type,
                                        const struct hmap *map, const void *key)
{
    if (map->count == 0)
        return NULL;
    check_not_writing(map, "concurrent map read and map write");
    uint64_t hash = type->hash(key, map->hash0);
    prefetch(type, new_bucket_for(type, map, hash));
    struct place place = find(type, home_of(type, map, hash), hash, key);
    return place.b ? value_at(type, place.b, place.i) : NULL;
}

// --- assigning -------------------------------------------------------------

// What a walk through a chain has found: the key, or the first free slot and
// the last bucket.
struct search {
    struct place key;
    struct place room;
    struct bmap *last;
};

static ALWAYS_INLINE struct search
search_for_key_or_room(const struct maptype *type, struct bmap *b,
                       uint64_t hash, const void *key)
{
    uint8_t top = tophash_of(hash);
    struct search found = {0};

    for (; b; b = *overflow_at(type, b)) {
        uint64_t word = tophash_word(b);
        uint64_t empty = empty_slots(word);
        size_t i;
        if (find_in_bucket(type, b, word, top, key, &i)) {
            found.key = (struct place){b, i};
            break;
        }
        if (empty && !found.room.b)
            found.room = (struct place){b, lowest(empty)};
        found.last = b;
        if (ends_in_empty_rest(b))
            break;
    }
    return found;
}

static ALWAYS_INLINE void *add_key(const struct maptype *type, struct hmap *map,
                                   struct search *found, uint8_t top,
                                   const void *key)
{
    struct place room = found->room;

    if (!room.b)
        room = (struct place){overflow_new(map, found->last), 0};
    if (!room.b)
        return NULL;
    memcpy(key_at(type, room.b, room.i), key, type->keysize);
    room.b->tophash[room.i] = top;
    map->count++;
    return value_at(type, room.b, room.i);
}

static bool has_buckets(struct hmap *map)
{
    if (!map->buckets)
        map->buckets = array_new(map->type, 0);
    return map->buckets != NULL;
}

// The slot of key, made if need be; NULL without memory.
static ALWAYS_INLINE void *slot_for(const struct maptype *type,
                                    struct hmap *map, const void *key,
                                    uint64_t hash)
{
    struct search found;

    if (!has_buckets(map))
        return NULL;
    prefetch(type, new_bucket_for(type, map, hash));
    do {
        if (is_growing(map))
            grow_work(map, hash & bucket_mask(map->B));
        struct bmap *home = home_of(type, map, hash);
        found = search_for_key_or_room(type, home, hash, key);
        if (found.key.b)
            return value_at(type, found.key.b, found.key.i);
        // A bucket that could not be moved for want of memory takes no new key:
        // the move reserves by the length of its chain.
        if (is_growing(map) && home == old_bucket_for(type, map, hash))
            return NULL;
    } while (must_grow(map) && hmap_grow(map));
    return add_key(type, map, &found, tophash_of(hash), key);
}

static ALWAYS_INLINE void *assign_typed(const struct maptype *type,
                                        struct hmap *map, const void *key)
{
    check_not_writing(map, "concurrent map writes");
    uint64_t hash = type->hash(key, map->hash0);
    begin_write(map);
    void *slot = slot_for(type, map, key, hash);
    end_write(map);
    return slot;  // the caller stores through it, after the flag is cleared
}

static ALWAYS_INLINE enum hmap_put_result put_typed(const struct maptype *type,
                                                    struct hmap *map,
                                                    const void *key,
                                                    const void *value)
{
    check_not_writing(map, "concurrent map writes");
    uint64_t hash = type->hash(key, map->hash0);
    begin_write(map);
    size_t count = map->count;
    void *slot = slot_for(type, map, key, hash);
    bool inserted = map->count != count;
    if (slot)
        memcpy(slot, value, type->valuesize);
    end_write(map);
    return !slot ? HMAP_NO_MEMORY : inserted ? HMAP_INSERTED : HMAP_REPLACED;
}

// --- deleting --------------------------------------------------------------

static ALWAYS_INLINE bool rest_is_empty_after(const struct maptype *type,
                                              struct place place)
{
    if (place.i < SLOTS - 1)
        return place.b->tophash[place.i + 1] == emptyRest;
    struct bmap *next = *overflow_at(type, place.b);
    return !next || next->tophash[0] == emptyRest;
}

// The slot before this one in the chain that begins with first.
static struct place slot_before(const struct maptype *type, struct bmap *first,
                                struct place place)
{
    if (place.i > 0)
        return (struct place){place.b, place.i - 1};
    while (first && *overflow_at(type, first) != place.b)
        first = *overflow_at(type, first);
    return (struct place){first, SLOTS - 1};
}

// If place is now the last in its chain, all empty slots before it are, too.
static ALWAYS_INLINE void mark_empty(const struct maptype *type,
                                     struct bmap *first, struct place place)
{
    place.b->tophash[place.i] = emptyOne;
    if (!rest_is_empty_after(type, place))
        return;
    while (place.b && place.b->tophash[place.i] == emptyOne) {
        place.b->tophash[place.i] = emptyRest;
        place = place.b == first && place.i == 0
                    ? (struct place){NULL, 0}
                    : slot_before(type, first, place);
    }
}

static ALWAYS_INLINE bool delete_key(const struct maptype *type,
                                     struct hmap *map, const void *key,
                                     uint64_t hash)
{
    if (is_growing(map))
        grow_work(map, hash & bucket_mask(map->B));
    struct bmap *home = home_of(type, map, hash);
    struct place place = find(type, home, hash, key);

    if (!place.b)
        return false;
    memset(key_at(type, place.b, place.i), 0, type->keysize);
    memset(value_at(type, place.b, place.i), 0, type->valuesize);
    mark_empty(type, home, place);
    // A new seed for each filling, so that nobody learns which keys collide.
    if (--map->count == 0)
        map->hash0 = next_random(&map->random);
    return true;
}

static ALWAYS_INLINE bool delete_typed(const struct maptype *type,
                                       struct hmap *map, const void *key)
{
    if (map->count == 0)
        return false;
    check_not_writing(map, "concurrent map writes");
    uint64_t hash = type->hash(key, map->hash0);
    begin_write(map);
    bool present = delete_key(type, map, key, hash);
    end_write(map);
    return present;
}

// An iterator may stand in any bucket, also in an overflow bucket. It must find
// it empty, and not in use again for other keys: it could meet a key twice.
static void clear_buckets(struct hmap *map)
{
    bool alone = !map->iterators;

    array_clear(map->type, map->buckets, alone);
    if (is_growing(map)) {
        array_clear(map->type, map->oldbuckets, alone);
        array_retire(map, map->oldbuckets);
    }
}

void hmap_clear(struct hmap *map)
{
    if (map->count == 0)
        return;
    check_not_writing(map, "concurrent map writes");
    begin_write(map);
    clear_buckets(map);
    map->flags &= (uint8_t)~sameSizeGrow;
    map->oldbuckets = NULL;
    map->nevacuate = 0;
    map->noverflow = 0;
    map->count = 0;
    map->hash0 = next_random(&map->random);
    end_write(map);
}

// --- the contract, three times over ----------------------------------------

void *hmap_access(const struct hmap *map, const void *key)
{
    return SPECIALISED(access_typed, map, key);
}

void *hmap_assign(struct hmap *map, const void *key)
{
    return SPECIALISED(assign_typed, map, key);
}

enum hmap_put_result hmap_put(struct hmap *map, const void *key,
                              const void *value)
{
    return SPECIALISED(put_typed, map, key, value);
}

bool hmap_delete(struct hmap *map, const void *key)
{
    return SPECIALISED(delete_typed, map, key);
}

uint64_t *hmap_access_fast64(const struct hmap *map, uint64_t key)
{
    return access_typed(&fast64, map, &key);
}

uint64_t *hmap_assign_fast64(struct hmap *map, uint64_t key)
{
    return assign_typed(&fast64, map, &key);
}

enum hmap_put_result hmap_put_fast64(struct hmap *map, uint64_t key,
                                     uint64_t value)
{
    return put_typed(&fast64, map, &key, &value);
}

bool hmap_delete_fast64(struct hmap *map, uint64_t key)
{
    return delete_typed(&fast64, map, &key);
}
