// When the map grows, how much of it a write may move, and what becomes of a
// slot pointer from before.
#include "kinds.h"

#include "../hmap_internal.h"
#include "alloc.h"

#include <criterion/criterion.h>

static size_t evacuated_buckets(const struct hmap *map)
{
    size_t evacuated = 0;
    for (size_t n = 0; is_growing(map) && n < old_bucket_count(map); n++)
        evacuated += is_evacuated(bucket_at(map->type, map->oldbuckets, n));
    return evacuated;
}

Test(growth, doubles_at_insert_9_14_27_53_and_so_on)
{
    const unsigned expected[] = {9, 14, 27, 53, 105, 209, 417, 833};

    for (int k = 0; k < KINDS; k++) {
        struct hmap *map = hmap_new(kinds[k].type, 3);
        size_t growths = 0;
        for (unsigned n = 0; n < 900; n++) {
            uint8_t before = map->B;
            put(map, &kinds[k], n, n);
            if (map->B == before)
                continue;
            cr_assert_eq(n + 1, expected[growths], "%s: grew at insert %u",
                         kinds[k].name, n + 1);
            growths++;
        }
        cr_assert_eq(growths, 8);
        hmap_free(map);
    }
}

Test(growth, doubles_once_more_on_the_way_to_a_hundred_thousand)
{
    struct hmap *map = hmap_new(&hmap_type_64, 3);
    size_t limit = 8;

    for (uint64_t n = 1; n <= 100000; n++) {
        uint8_t before = map->B;
        hmap_put_fast64(map, n, n);
        cr_assert_eq(map->B != before, n == limit + 1);
        if (map->B != before)
            limit = 13 * bucket_count(map->B) / 2;
    }
    cr_assert_null(hmap_check(map));
    hmap_free(map);
}

Test(growth, a_write_moves_at_most_two_buckets)
{
    for (int k = 0; k < KINDS; k++) {
        struct hmap *map = hmap_new(kinds[k].type, 4);
        size_t most = 0;
        for (unsigned n = 0; n < KEY_SPACE; n++) {
            struct bmap *old = map->oldbuckets;
            size_t count = is_growing(map) ? old_bucket_count(map) : 0;
            size_t before = evacuated_buckets(map);
            put(map, &kinds[k], n, n);
            size_t after = is_growing(map) ? evacuated_buckets(map) : count;
            if (old != NULL && (map->oldbuckets == old || !is_growing(map))) {
                cr_assert_leq(after - before, 2, "%s", kinds[k].name);
                most = after - before > most ? after - before : most;
            }
        }
        cr_assert_eq(most, 2, "%s: nothing was seen to move", kinds[k].name);
        hmap_free(map);
    }
}

Test(growth, a_lookup_moves_nothing)
{
    struct hmap *map = hmap_new(&hmap_type_64, 4);

    for (uint64_t n = 0; n < 53; n++)
        hmap_put_fast64(map, n, n);
    size_t before = evacuated_buckets(map);
    cr_assert(is_growing(map) && before < 8);
    for (uint64_t n = 0; n < 100; n++)
        cr_assert_eq(hmap_access_fast64(map, n) != NULL, n < 53);
    cr_assert_eq(evacuated_buckets(map), before);
    hmap_free(map);
}

// Fill one chain after the other and empty it again: the overflow buckets stay
// until there are as many as buckets.
Test(growth, too_many_overflow_buckets_give_a_growth_to_the_same_size)
{
    struct hmap *map = hmap_new(&chosen_type, 1);
    uint64_t value = 1;
    bool reached = false;

    for (uint64_t id = 0; id < 64; id++)  // B is 4 then
        hmap_put(map, &(struct chosen){id, id}, &value);
    for (uint64_t chain = 0; chain < 16 && !reached; chain++) {
        for (uint64_t id = 100; id < 132 && !reached; id++) {
            size_t before = map->noverflow;
            hmap_put(map, &(struct chosen){chain, id}, &value);
            reached = map->flags & sameSizeGrow;
            cr_assert_eq(reached, before >= 16);
            cr_assert_null(hmap_check(map));
        }
        for (uint64_t id = 100; id < 132 && !reached; id++)
            hmap_delete(map, &(struct chosen){chain, id});
    }
    cr_assert(reached);
    cr_assert_eq(map->B, 4);
    for (uint64_t id = 0; id < 64; id++) {
        hmap_put(map, &(struct chosen){id, id}, &value);
        cr_assert_null(hmap_check(map));
    }
    cr_assert(!is_growing(map) && !(map->flags & sameSizeGrow));
    cr_assert_eq(map->B, 4);
    cr_assert_lt(map->noverflow, 16, "tidied up");
    hmap_free(map);
    cr_assert_eq(alloc_live(), 0);
}

// --- slot pointers from before a growth ------------------------------------

static struct hmap *map_about_to_grow(uint64_t *slot[8])
{
    struct hmap *map = hmap_new(&hmap_type_64, 1);
    for (uint64_t key = 0; key < 8; key++) {
        hmap_put_fast64(map, key, 0);
        slot[key] = hmap_assign_fast64(map, key);
    }
    return map;
}

Test(growth, a_store_through_an_old_slot_is_lost_where_old_buckets_are_kept)
{
    uint64_t *slot[8];
    struct hmap *map = map_about_to_grow(slot);

    hmap_keep_old(map, true);
    hmap_put_fast64(map, 8, 0);  // grows and moves the only bucket
    cr_assert(!is_growing(map));
    for (uint64_t key = 0; key < 8; key++)
        *slot[key] = 42;
    for (uint64_t key = 0; key < 9; key++)
        cr_assert_eq(*hmap_access_fast64(map, key), 0, "the store was lost");
    cr_assert_null(hmap_check(map), "and nothing can tell");
    hmap_free(map);
    cr_assert_eq(alloc_live(), 0, "what was kept is freed with the map");
}

Test(growth, the_old_buckets_are_freed_otherwise)
{
    uint64_t *slot[8];
    struct hmap *map = map_about_to_grow(slot);
    int live = alloc_live();

    hmap_put_fast64(map, 8, 0);
    cr_assert_eq(alloc_live(), live, "one array came, one went");
#ifdef __SANITIZE_ADDRESS__
    extern int __asan_address_is_poisoned(void const volatile *address);
    cr_assert(__asan_address_is_poisoned(slot[3]), "a store is use after free");
#endif
    hmap_free(map);
}
