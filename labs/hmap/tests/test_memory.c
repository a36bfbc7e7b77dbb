// Memory runs out at every allocation in turn, and the map stays whole.
#include "kinds.h"

#include "../hmap_internal.h"
#include "alloc.h"

#include <criterion/criterion.h>

enum { KEYS = 120 };

static struct hmap *grown_to(const struct kind *kind, unsigned count)
{
    struct hmap *map = hmap_new(kind->type, 9);
    for (unsigned n = 0; n < count; n++)
        put(map, kind, n, n);
    return map;
}

// Put what is missing, with memory for `successes` more allocations.
// Returns: how many puts were refused.
static unsigned put_with(struct hmap *map, const struct kind *kind,
                         bool present[KEYS], int successes)
{
    unsigned refused = 0;

    alloc_fail_after(successes);
    for (unsigned n = 0; n < KEYS; n++) {
        enum hmap_put_result result = put(map, kind, n, n);
        const char *broken = hmap_check(map);
        cr_assert(!broken, "%s, key %u, %d allocations: %s", kind->name, n,
                  successes, broken);
        cr_assert(result == HMAP_NO_MEMORY ||
                  result == (present[n] ? HMAP_REPLACED : HMAP_INSERTED));
        present[n] |= result == HMAP_INSERTED;
        refused += result == HMAP_NO_MEMORY;
    }
    for (unsigned n = 0; n < KEYS; n++)
        cr_assert_eq(get(map, kind, n) != NULL, present[n], "%s, key %u",
                     kind->name, n);
    return refused;
}

// Deleting needs no memory, also in a bucket that could not be moved.
static void delete_half(struct hmap *map, const struct kind *kind,
                        bool present[KEYS])
{
    for (unsigned n = 0; n < KEYS; n += 2) {
        cr_assert_eq(delete_number(map, kind, n), present[n]);
        cr_assert_null(hmap_check(map));
        present[n] = false;
    }
}

static unsigned survive(const struct kind *kind, unsigned start, int successes)
{
    struct hmap *map = grown_to(kind, start);
    bool present[KEYS] = {false};

    for (unsigned n = 0; n < start; n++)
        present[n] = true;
    unsigned refused = put_with(map, kind, present, successes);
    delete_half(map, kind, present);
    cr_assert_eq(put_with(map, kind, present, -1), 0, "memory is back");
    cr_assert_eq(hmap_len(map), KEYS);
    hmap_free(map);
    cr_assert_eq(alloc_live(), 0);
    return refused;
}

// From an empty map, from one about to grow, from one in the middle of it.
Test(memory, runs_out_at_each_allocation_and_the_map_stays_whole)
{
    const unsigned starts[] = {0, 8, 9, 13, 14, 26, 27, 29, 52, 53, 57};
    unsigned refused = 0;

    for (int k = 0; k < KINDS; k++)
        for (size_t s = 0; s < sizeof starts / sizeof *starts; s++)
            for (int successes = 0; successes < 24; successes++)
                refused += survive(&kinds[k], starts[s], successes);
    cr_assert_gt(refused, 0, "memory never ran out: nothing was tested");
    for (int k = 0; k < KINDS; k++)
        cr_assert_eq(survive(&kinds[k], 0, 1000), 0);
}

Test(memory, assign_returns_null_and_leaves_no_mark)
{
    struct hmap *map = hmap_new(&hmap_type_64, 1);
    uint64_t key = 1;

    alloc_fail_after(0);
    cr_assert_null(hmap_assign(map, &key));
    cr_assert_eq(map->flags, 0);
    cr_assert_eq(hmap_len(map), 0);
    cr_assert_null(hmap_new(&hmap_type_64, 1));
    alloc_fail_after(-1);
    hmap_free(map);
}

// Whoever cannot grow works on, fuller.
Test(memory, a_growth_without_memory_is_put_off)
{
    struct hmap *map = grown_to(&kinds[0], 13);

    alloc_fail_after(0);
    cr_assert_eq(put(map, &kinds[0], 13, 13), HMAP_INSERTED);
    cr_assert_eq(map->B, 1);
    alloc_fail_after(-1);
    cr_assert_eq(put(map, &kinds[0], 14, 14), HMAP_INSERTED);
    cr_assert_eq(map->B, 2);
    hmap_free(map);
}

// 24 keys in one chain, growing: the move of that chain needs overflow buckets.
Test(memory, a_move_without_memory_moves_nothing)
{
    struct hmap *map = hmap_new(&chosen_type, 1);
    uint64_t value = 5;
    bool stuck = false;

    for (uint64_t id = 0; id < 26; id++)
        hmap_put(map, &(struct chosen){id < 2 ? id + 1 : 0, id}, &value);
    struct chosen one_more = {3, 26};
    hmap_put(map, &one_more, &value);  // grows to B = 3, moves chains 3 and 0
    hmap_free(map);

    map = hmap_new(&chosen_type, 1);
    for (uint64_t id = 0; id < 26; id++)
        hmap_put(map, &(struct chosen){id < 2 ? id : 3, id}, &value);
    one_more.hash = 1;
    alloc_fail_after(1);  // the new table, and nothing for chain 3
    cr_assert_eq(hmap_put(map, &one_more, &value), HMAP_INSERTED);
    for (uint64_t id = 100; id < 110; id++) {
        struct chosen key = {3, id};
        stuck |= hmap_put(map, &key, &value) == HMAP_NO_MEMORY;
        cr_assert_null(hmap_check(map));
    }
    cr_assert(stuck && is_growing(map));
    struct chosen old = {3, 20};
    cr_assert_eq(hmap_put(map, &old, &value), HMAP_REPLACED);
    cr_assert(hmap_delete(map, &old));
    cr_assert_null(hmap_access(map, &old));
    cr_assert_null(hmap_check(map));
    alloc_fail_after(-1);
    cr_assert_eq(hmap_put(map, &old, &value), HMAP_INSERTED);
    cr_assert_null(hmap_check(map));
    cr_assert_eq(hmap_len(map), 27);
    hmap_free(map);
    cr_assert_eq(alloc_live(), 0);
}
