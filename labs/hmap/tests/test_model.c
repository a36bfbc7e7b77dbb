// The map does what an array does, whatever is asked of it; and its invariants
// hold after every single operation.
#include "kinds.h"

#include "../hmap_internal.h"
#include "alloc.h"

#include <criterion/criterion.h>

enum { STEPS = 6000 };

struct model {
    size_t len;
    bool present[KEY_SPACE];
    uint64_t value[KEY_SPACE];
};

static void expect_whole(const struct hmap *map, const struct kind *kind,
                         int step)
{
    const char *broken = hmap_check(map);
    cr_assert(!broken, "%s, step %d: %s", kind->name, step, broken);
}

static void set(struct model *model, unsigned number, uint64_t value)
{
    model->len += !model->present[number];
    model->present[number] = true;
    model->value[number] = value;
}

static void do_put(struct hmap *map, const struct kind *kind,
                   struct model *model, unsigned number, uint64_t value)
{
    cr_assert_eq(put(map, kind, number, value),
                 model->present[number] ? HMAP_REPLACED : HMAP_INSERTED);
    set(model, number, value);
}

static void do_assign(struct hmap *map, const struct kind *kind,
                      struct model *model, unsigned number, uint64_t value)
{
    uint64_t *slot = hmap_assign(map, kind->key(number));

    cr_assert_not_null(slot);
    cr_assert_eq(*slot, model->present[number] ? model->value[number] : 0,
                 "%s: a new key's value is zero, another's its own",
                 kind->name);
    *slot = value;
    set(model, number, value);
}

static void do_delete(struct hmap *map, const struct kind *kind,
                      struct model *model, unsigned number)
{
    cr_assert_eq(delete_number(map, kind, number), model->present[number]);
    model->len -= model->present[number];
    model->present[number] = false;
}

static void expect_same(struct hmap *map, const struct kind *kind,
                        const struct model *model)
{
    cr_assert_eq(hmap_len(map), model->len);
    for (unsigned n = 0; n < KEY_SPACE; n++) {
        uint64_t *value = get(map, kind, n);
        cr_assert_eq(value != NULL, model->present[n], "%s: key %u", kind->name,
                     n);
        cr_assert(!value || *value == model->value[n]);
    }
}

// The share of deletes swings, so that the map fills, empties and fills again.
static void do_something(struct hmap *map, const struct kind *kind,
                         struct model *model, int step, uint64_t random)
{
    unsigned number = (unsigned)(random % KEY_SPACE);
    unsigned deletes = step / 1000 % 2 ? 7 : 2;  // in ten

    if (random >> 52 == 0) {
        hmap_clear(map);
        *model = (struct model){0};
    } else if (random >> 32 & 1 && (random >> 33) % 10 < deletes) {
        do_delete(map, kind, model, number);
    } else if (random >> 40 & 1) {
        do_put(map, kind, model, number, random);
    } else {
        do_assign(map, kind, model, number, random);
    }
}

Test(hmap, does_what_an_array_does)
{
    static struct model model;
    uint64_t random = test_seed();

    for (int k = 0; k < KINDS; k++) {
        struct hmap *map = hmap_new(kinds[k].type, random);
        model = (struct model){0};
        for (int step = 0; step < STEPS; step++) {
            do_something(map, &kinds[k], &model, step, next_random(&random));
            expect_whole(map, &kinds[k], step);
            if (step % 200 == 0)
                expect_same(map, &kinds[k], &model);
        }
        expect_same(map, &kinds[k], &model);
        hmap_free(map);
        cr_assert_eq(alloc_live(), 0, "%s: memory is left over", kinds[k].name);
    }
}

Test(hmap, the_fast_calls_are_the_same_map)
{
    struct hmap *map = hmap_new(&hmap_type_64, 1);

    for (uint64_t key = 0; key < 500; key++) {
        cr_assert_eq(hmap_put_fast64(map, key, key), HMAP_INSERTED);
        *hmap_assign_fast64(map, key) += 1;
        cr_assert_eq(*(uint64_t *)hmap_access(map, &key), key + 1);
        cr_assert_eq(*hmap_access_fast64(map, key), key + 1);
        cr_assert_eq(hmap_delete_fast64(map, key), true);
        cr_assert_null(hmap_access(map, &key));
        cr_assert_eq(hmap_put(map, &key, &key), HMAP_INSERTED);
    }
    cr_assert_eq(hmap_len(map), 500);
    hmap_free(map);
}

Test(hmap, strings_are_compared_by_their_bytes)
{
    char first[] = "one";
    char again[] = "one";
    struct hmap *map = hmap_new(&hmap_type_string, 1);
    struct hmap_string key = {first, 3};
    struct hmap_string same = {again, 3};
    struct hmap_string empty = {NULL, 0};
    struct hmap_string nul = {"", 1};

    *(uint64_t *)hmap_assign(map, &key) = 1;
    *(uint64_t *)hmap_assign(map, &same) = 2;
    *(uint64_t *)hmap_assign(map, &empty) = 3;
    *(uint64_t *)hmap_assign(map, &nul) = 4;
    cr_assert_eq(hmap_len(map), 3);
    cr_assert_eq(*(uint64_t *)hmap_access(map, &key), 2);
    memset(again, 'x', sizeof again);  // the map kept the bytes given first
    cr_assert_eq(*(uint64_t *)hmap_access(map, &key), 2);
    cr_assert_eq(*(uint64_t *)hmap_access(map, &empty), 3);
    cr_assert_eq(*(uint64_t *)hmap_access(map, &nul), 4);
    hmap_free(map);
}

Test(hmap, one_seed_gives_one_order_and_another_seed_another)
{
    enum { KEYS = 64 };
    uint64_t order[3][KEYS];
    const uint64_t seeds[3] = {5, 5, 6};

    for (int m = 0; m < 3; m++) {
        struct hmap *map = hmap_new(&hmap_type_64, seeds[m]);
        struct hmap_iter it;
        size_t n = 0;
        for (uint64_t key = 0; key < KEYS; key++)
            hmap_put_fast64(map, key, key);
        for (hmap_iter_init(&it, map); hmap_iter_next(&it);)
            order[m][n++] = *(const uint64_t *)it.key;
        cr_assert_eq(n, KEYS);
        hmap_free(map);
    }
    cr_assert_eq(memcmp(order[0], order[1], sizeof *order), 0);
    cr_assert_neq(memcmp(order[0], order[2], sizeof *order), 0);
}
