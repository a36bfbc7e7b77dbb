// scenarios.c - lab 1.1: each misuse, run once and looked at.
#include "crash.h"
#include "guard.h"

#include "gate.h"
#include "hmap.h"
#include "scenario.h"

#include <pthread.h>

// --- by luck -----------------------------------------------------------------

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t arrival = PTHREAD_COND_INITIALIZER;
static unsigned writers_inside;
static _Thread_local bool counted;
static pthread_t main_thread;

// Each writer's first call waits in here for the other one. Two writers with
// nothing between them meet; a writer that waits for the other does not come.
static void meet(void)
{
    if (counted || pthread_equal(pthread_self(), main_thread))
        return;
    counted = true;
    pthread_mutex_lock(&lock);
    writers_inside++;
    pthread_cond_broadcast(&arrival);
    while (writers_inside < 2)
        pthread_cond_wait(&arrival, &lock);
    scenario_finish();
}

static uint64_t hash_and_meet(const void *key, uint64_t seed)
{
    meet();
    return hmap_hash_64(key, seed);
}

SCENARIO(stress)
{
    const struct maptype type = {sizeof(uint64_t), sizeof(uint64_t),
                                 hash_and_meet, hmap_equal_64};
    struct hmap *map = hmap_new(&type, scenario_random());

    main_thread = pthread_self();
    stress(map, 1000);
    PROMISE_THAT(writers_inside >= 2, "%u threads wrote to the map",
                 writers_inside);
}

enum { WRITES = 2 };  // of each writer

static unsigned put_calls;

static uint64_t hash_and_count(const void *key, uint64_t seed)
{
    pthread_mutex_lock(&lock);
    put_calls++;
    pthread_mutex_unlock(&lock);
    return hmap_hash_64(key, seed);
}

// All keys are there before, so that a put only stores a value: two writers
// may do that at once, and the map stays whole.
SCENARIO(stress_returns)
{
    const struct maptype type = {sizeof(uint64_t), sizeof(uint64_t),
                                 hash_and_count, hmap_equal_64};
    struct hmap *map = hmap_new(&type, scenario_random());

    for (uint64_t key = 0; key < WRITES; key++)
        hmap_put(map, &key, &key);
    put_calls = 0;
    stress(map, WRITES);
    PROMISE_THAT(put_calls == 2 * WRITES,
                 "stress() returned after %u of %d puts", put_calls,
                 2 * WRITES);
    hmap_free(map);
}

// --- surely ------------------------------------------------------------------

// Two mistakes that end the same way are told apart by this.
static const char *gates(void)
{
    return gate_held() ? "though one thread stands at a gate"
                       : "and no thread stands at a gate";
}

SCENARIO_DIES(write_beside_write, "concurrent map writes")
{
    write_beside_write();
    PROMISE_THAT(false, "it ended normally: no write met a write, %s", gates());
}

SCENARIO_DIES(read_beside_write, "concurrent map read and map write")
{
    read_beside_write();
    PROMISE_THAT(false, "it ended normally: no read met a write, %s", gates());
}

SCENARIO_DIES(iterate_beside_write, "concurrent map iteration and map write")
{
    iterate_beside_write();
    PROMISE_THAT(false, "it ended normally: no iteration met a write, %s",
                 gates());
}

// --- in silence --------------------------------------------------------------

enum { KEYS = 26 };  // the 27th key makes four buckets eight

struct before {
    uint64_t key[KEYS];
    uint64_t *slot[KEYS];
    uint64_t old, new, fresh;
};

static struct hmap *full_map(struct before *before)
{
    struct hmap *map = hmap_new(&hmap_type_64, scenario_random());
    hmap_keep_old(map, true);
    before->old = scenario_random();
    before->new = scenario_random();
    before->fresh = scenario_random();
    for (int i = 0; i < KEYS; i++) {
        before->key[i] = scenario_random();
        hmap_put(map, &before->key[i], &before->old);
    }
    for (int i = 0; i < KEYS; i++)
        before->slot[i] = hmap_access(map, &before->key[i]);
    return map;
}

static void promise_stored(const struct before *before, uint64_t *const slots[])
{
    for (int i = 0; i < KEYS; i++) {
        PROMISE_THAT(slots[i] == before->slot[i],
                     "slots[%d] is not the slot that its key had before the "
                     "growth",
                     i);
        PROMISE_THAT(*before->slot[i] == before->new,
                     "nothing was stored through slots[%d]", i);
    }
}

static unsigned count_lost(struct hmap *map, const struct before *before)
{
    unsigned lost = 0;
    for (int i = 0; i < KEYS; i++) {
        uint64_t *value = hmap_access(map, &before->key[i]);
        PROMISE_THAT(value != NULL, "key %d is gone from the map", i);
        lost += *value == before->old;
    }
    return lost;
}

SCENARIO(lose_updates)
{
    struct before before;
    uint64_t *slots[KEYS] = {0};
    struct hmap *map = full_map(&before);

    size_t predicted =
        lose_updates(map, before.key, KEYS, before.fresh, before.new, slots);

    PROMISE_THAT(hmap_len(map) == KEYS + 1,
                 "the map has %zu keys; with `fresh` put it would have %d",
                 hmap_len(map), KEYS + 1);
    promise_stored(&before, slots);
    unsigned lost = count_lost(map, &before);
    scenario_count("lost", lost);
    PROMISE_THAT(predicted == lost,
                 "%u of %d updates are lost; %zu were "
                 "predicted",
                 lost, KEYS, predicted);
    PROMISE_THAT(hmap_check(map) == NULL, "the map is not whole: %s",
                 hmap_check(map));
    hmap_free(map);
}

// --- the check alone ---------------------------------------------------------

// Not judged: the experiment has every order of their steps counted.
static void guarded(void *(*write)(void *slot))
{
    unsigned noticed = write_twice(write);

    scenario_result("%u noticed", noticed);
    PROMISE_THAT(noticed || guarded_count == 2,
                 "nobody noticed, and %zu of 2 writes were counted",
                 guarded_count);
}

SCENARIO(guard_or)
{
    guarded(write_with_or);
}

SCENARIO(guard_xor)
{
    guarded(write_with_xor);
}

SCENARIO(guard_atomic_xor)
{
    guarded(write_with_atomic_xor);
}

SCENARIO(guard_test_and_set)
{
    guarded(write_with_test_and_set);
}
