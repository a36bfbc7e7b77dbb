// Iteration while the map changes: who is met, and how often.
#include "kinds.h"

#include "../hmap_internal.h"
#include "alloc.h"

#include <criterion/criterion.h>

static struct {
    bool from_the_beginning;  // in the map when the iteration began
    bool added;               // at some time since
    bool present;
    unsigned met;
} key[KEY_SPACE];

static void fill(struct hmap *map, const struct kind *kind, unsigned count)
{
    memset(key, 0, sizeof key);
    for (unsigned n = 0; n < count; n++) {
        put(map, kind, n, n);
        key[n].from_the_beginning = key[n].present = true;
    }
}

static void change_something(struct hmap *map, const struct kind *kind,
                             uint64_t random)
{
    unsigned n = (unsigned)(random % KEY_SPACE);

    switch (random >> 32 & 3) {
    case 0:
        cr_assert_eq(delete_number(map, kind, n), key[n].present);
        key[n].present = key[n].from_the_beginning = false;
        break;
    case 1:
        if (key[n].present)
            put(map, kind, n, n);
        break;
    default:
        key[n].added |= put(map, kind, n, n) == HMAP_INSERTED;
        key[n].present = true;
    }
}

static void meet(const struct kind *kind, const struct hmap_iter *it)
{
    unsigned n = kind->number(it->key);

    cr_assert_lt(n, KEY_SPACE);
    cr_assert(key[n].present, "%s: key %u was deleted, and is met", kind->name,
              n);
    cr_assert_eq(*(uint64_t *)it->value, n);
    key[n].met++;
}

// A key that was deleted and added again is a new one, which may be met, too.
static void expect_each_once(const struct kind *kind)
{
    for (unsigned n = 0; n < KEY_SPACE; n++) {
        if (key[n].from_the_beginning)
            cr_assert_eq(key[n].met, 1, "%s: key %u is met %u times",
                         kind->name, n, key[n].met);
        else if (!key[n].added)
            cr_assert_leq(key[n].met, 1);
    }
}

// `changes` a step: with many, the map grows several times on the way.
static void iterate_and_change(const struct kind *kind, unsigned count,
                               unsigned changes, uint64_t *random)
{
    struct hmap *map = hmap_new(kind->type, next_random(random));
    struct hmap_iter it;

    fill(map, kind, count);
    for (hmap_iter_init(&it, map); hmap_iter_next(&it);) {
        meet(kind, &it);
        for (unsigned i = 0; i < changes; i++)
            change_something(map, kind, next_random(random));
    }
    expect_each_once(kind);
    cr_assert_null(hmap_check(map));
    hmap_free(map);
    cr_assert_eq(alloc_live(), 0);
}

Test(iterate, each_key_is_met_once_while_the_map_changes)
{
    uint64_t random = test_seed();

    for (int k = 0; k < KINDS; k++)
        for (unsigned count = 1; count < 120; count++)
            iterate_and_change(&kinds[k], count, count % 11, &random);
}

// Keys that are only added, each once: none of them is met twice, either.
Test(iterate, an_added_key_is_met_at_most_once)
{
    for (int k = 0; k < KINDS; k++)
        for (unsigned count = 1; count < 60; count++) {
            struct hmap *map = hmap_new(kinds[k].type, count);
            struct hmap_iter it;
            unsigned next = count;
            fill(map, &kinds[k], count);
            for (hmap_iter_init(&it, map); hmap_iter_next(&it);) {
                unsigned n = kinds[k].number(it.key);
                cr_assert_eq(key[n].met++, 0, "%s: key %u, begun with %u",
                             kinds[k].name, n, count);
                for (int i = 0; i < 3 && next < KEY_SPACE; i++, next++)
                    put(map, &kinds[k], next, next);
            }
            for (unsigned n = 0; n < count; n++)
                cr_assert_eq(key[n].met, 1);
            hmap_free(map);
        }
}

Test(iterate, the_key_just_met_may_be_deleted)
{
    struct hmap *map = hmap_new(&hmap_type_64, 1);
    struct hmap_iter it;
    size_t met = 0;

    for (uint64_t n = 0; n < 500; n++)
        hmap_put_fast64(map, n, n);
    for (hmap_iter_init(&it, map); hmap_iter_next(&it); met++)
        cr_assert(hmap_delete_fast64(map, *(const uint64_t *)it.key));
    cr_assert_eq(met, 500);
    cr_assert_eq(hmap_len(map), 0);
    hmap_free(map);
}

Test(iterate, nothing_is_met_after_a_clear)
{
    for (int k = 0; k < KINDS; k++)
        for (unsigned count = 1; count < 200; count++) {
            struct hmap *map = hmap_new(kinds[k].type, count);
            struct hmap_iter it;
            fill(map, &kinds[k], count);
            hmap_iter_init(&it, map);
            for (unsigned met = 0; met < 1 + count / 3; met++)
                cr_assert(hmap_iter_next(&it));
            for (unsigned n = count; n < count + count / 2; n++)
                put(map, &kinds[k], n, n);
            hmap_clear(map);
            cr_assert_null(hmap_check(map));
            cr_assert(!hmap_iter_next(&it), "%s, %u keys", kinds[k].name,
                      count);
            hmap_free(map);
            cr_assert_eq(alloc_live(), 0);
        }
}

// A clear hands no bucket in which an iterator stands to other keys.
Test(iterate, keys_added_after_a_clear_are_met_at_most_once)
{
    for (int k = 0; k < KINDS; k++)
        for (unsigned count = 1; count < 200; count++) {
            struct hmap *map = hmap_new(kinds[k].type, count);
            struct hmap_iter it;
            fill(map, &kinds[k], count);
            hmap_iter_init(&it, map);
            for (unsigned met = 0; met < 1 + count / 3; met++)
                hmap_iter_next(&it);
            hmap_clear(map);
            fill(map, &kinds[k], count);
            while (hmap_iter_next(&it))
                cr_assert_eq(key[kinds[k].number(it.key)].met++, 0);
            hmap_free(map);
        }
}

Test(iterate, retired_buckets_live_as_long_as_an_iteration)
{
    struct hmap *map = hmap_new(&hmap_type_64, 1);
    struct hmap_iter it;

    for (uint64_t n = 0; n < 20; n++)
        hmap_put_fast64(map, n, n);
    hmap_iter_init(&it, map);
    hmap_iter_next(&it);
    for (uint64_t n = 20; n < 300; n++)
        hmap_put_fast64(map, n, n);
    cr_assert_not_null(map->retired);
    hmap_iter_end(&it);
    hmap_iter_end(&it);  // the second one does nothing
    cr_assert(!hmap_iter_next(&it));
    for (uint64_t n = 300; n < 900; n++)
        hmap_put_fast64(map, n, n);
    cr_assert_null(map->retired, "the end of the next growth frees them");
    hmap_free(map);
    cr_assert_eq(alloc_live(), 0);
}

Test(iterate, an_empty_map_has_nothing_to_iterate)
{
    struct hmap *map = hmap_new(&hmap_type_64, 1);
    struct hmap_iter it;

    hmap_iter_init(&it, map);
    hmap_put_fast64(map, 1, 1);
    cr_assert(!hmap_iter_next(&it), "it was over when it began");
    hmap_free(map);
}
