// hmap_check() is a test of the map; here it is tested itself. Each invariant
// is broken by hand, and it must name that one. And the picture is drawn.
#include "kinds.h"

#include "../hmap_dot.h"
#include "../hmap_internal.h"
#include "alloc.h"

#include <criterion/criterion.h>
#include <stdlib.h>

// Keys 0 to 52, all in the hash's low bits: a growth from B 3 to B 4 has begun.
// The bucket of key n is n modulo 16, or modulo 8 where it has not moved.
static struct hmap *growing_map(void)
{
    struct hmap *map = hmap_new(&chosen_type, 1);
    uint64_t value = 0;

    for (uint64_t n = 0; n < 53; n++)
        hmap_put(map, &(struct chosen){n, n}, &value);
    cr_assert(is_growing(map) && map->nevacuate < 5);
    cr_assert_null(hmap_check(map));
    return map;
}

static void expect_broken(struct hmap *map, const char *number)
{
    const char *broken = hmap_check(map);
    cr_assert(broken && strncmp(broken, number, 2) == 0,
              "expected %s, found: %s", number, broken ? broken : "nothing");
    hmap_free(map);
}

static struct bmap *new_bucket(struct hmap *map, size_t n)
{
    return bucket_at(map->type, map->buckets, n);
}

static struct bmap *old_bucket(struct hmap *map, size_t n)
{
    return bucket_at(map->type, map->oldbuckets, n);
}

Test(check, names_a_mark_that_was_left)
{
    struct hmap *map = growing_map();
    map->flags |= hashWriting;
    expect_broken(map, "H1");
}

Test(check, names_a_wrong_noverflow)
{
    struct hmap *map = growing_map();
    map->noverflow++;
    expect_broken(map, "H2");
}

Test(check, names_a_loop_in_a_chain)
{
    struct hmap *map = growing_map();
    struct bmap *b = old_bucket(map, 7);
    *overflow_at(map->type, b) = b;
    expect_broken(map, "H2");
}

Test(check, names_a_slot_behind_the_rest)
{
    struct hmap *map = growing_map();
    old_bucket(map, 7)->tophash[0] = emptyRest;
    expect_broken(map, "H3");
}

Test(check, names_an_end_that_is_not_marked_as_the_rest)
{
    struct hmap *map = growing_map();
    old_bucket(map, 7)->tophash[SLOTS - 1] = emptyOne;
    expect_broken(map, "H3");
}

Test(check, names_a_wrong_tophash)
{
    struct hmap *map = growing_map();
    old_bucket(map, 7)->tophash[0] ^= 0x40;
    expect_broken(map, "H4");
}

Test(check, names_a_key_in_the_wrong_bucket)
{
    struct hmap *map = growing_map();
    ((struct chosen *)key_at(map->type, old_bucket(map, 7), 0))->hash = 6;
    expect_broken(map, "H5");
}

Test(check, names_a_key_in_the_new_table_before_its_bucket_moved)
{
    struct hmap *map = growing_map();
    struct bmap *b = new_bucket(map, 7);
    memcpy(key_at(map->type, b, 0), &(struct chosen){7, 99}, 16);
    b->tophash[0] = minTopHash;
    expect_broken(map, "H5");
}

Test(check, names_a_key_that_is_there_twice)
{
    struct hmap *map = growing_map();
    struct bmap *b = old_bucket(map, 7);
    memcpy(key_at(map->type, b, 1), key_at(map->type, b, 0), 16);
    expect_broken(map, "H6");
}

Test(check, names_a_wrong_count)
{
    struct hmap *map = growing_map();
    map->count--;
    expect_broken(map, "H7");
}

Test(check, names_a_mark_that_is_too_far)
{
    struct hmap *map = growing_map();
    map->nevacuate = 7;
    expect_broken(map, "H8");
}

Test(check, names_a_bucket_that_moved_in_part)
{
    struct hmap *map = growing_map();
    old_bucket(map, 0)->tophash[1] = minTopHash;
    expect_broken(map, "H8");
}

Test(check, names_a_moved_slot_in_a_bucket_that_did_not)
{
    struct hmap *map = growing_map();
    old_bucket(map, 7)->tophash[1] = evacuatedX;
    expect_broken(map, "H8");
}

Test(check, names_an_impossible_header)
{
    struct hmap *map = hmap_new(&hmap_type_64, 1);
    map->flags |= sameSizeGrow;
    expect_broken(map, "H9");
    map = hmap_new(&hmap_type_64, 1);
    map->count = 1;
    expect_broken(map, "H9");
}

// --- the picture -----------------------------------------------------------

static char *drawing_of(struct hmap *map)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    hmap_dot(map, out);
    fclose(out);
    return text;
}

Test(dot, shows_what_is_there_and_what_has_moved)
{
    struct hmap *map = growing_map();
    char *text = drawing_of(map);

    cr_assert(strstr(text, "count 53, B 4"), "%s", text);
    cr_assert(strstr(text, "nevacuate"));
    cr_assert(strstr(text, ">old bucket 7<"));
    cr_assert(strstr(text, ">bucket 15<"));
    cr_assert(strstr(text, "<i>to Y</i>"));
    cr_assert(strstr(text, "gray"));
    free(text);
    hmap_free(map);
}

Test(dot, is_the_same_text_for_the_same_history)
{
    struct hmap *one = hmap_new(&hmap_type_64, 1);
    struct hmap *two = hmap_new(&hmap_type_64, 1);

    for (uint64_t n = 0; n < 57; n++) {
        hmap_put_fast64(one, n, n * n);
        hmap_put_fast64(two, n, n * n);
    }
    char *text = drawing_of(one);
    char *again = drawing_of(two);
    cr_assert_str_eq(text, again);
    cr_assert(strstr(text, "<br/>7 = 49</td>"), "%s", text);
    free(text);
    free(again);
    hmap_free(one);
    hmap_free(two);
}

Test(dot, escapes_what_a_string_may_hold)
{
    struct hmap *map = hmap_new(&hmap_type_string, 1);
    uint64_t value = 1;

    hmap_put(map, &(struct hmap_string){"a<b>&\"\n", 7}, &value);
    char *text = drawing_of(map);
    cr_assert(strstr(text, "a&#92;x3cb&#92;x3e&#92;x26&#92;x22&#92;x0a = 1"),
              "%s", text);
    free(text);
    hmap_free(map);
}

Test(dot, draws_an_empty_map)
{
    struct hmap *map = hmap_new(&hmap_type_64, 1);
    char *text = drawing_of(map);
    cr_assert(strstr(text, "count 0, B 0"));
    free(text);
    hmap_free(map);
}
