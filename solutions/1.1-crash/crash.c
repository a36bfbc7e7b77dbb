// crash.c - lab 1.1: programs that misuse a map, and what each one costs.
#include "crash.h"

#include "gate.h"
#include "hmap.h"

#include <pthread.h>

// --- by luck -----------------------------------------------------------------

struct writer {
    struct hmap *map;
    uint64_t writes;
};

static void *write_keys(void *argument)
{
    struct writer *writer = argument;
    for (uint64_t key = 0; key < writer->writes; key++)
        hmap_put(writer->map, &key, &key);
    return NULL;
}

void stress(struct hmap *map, uint64_t writes)
{
    pthread_t first, second;
    struct writer writer = {map, writes};

    pthread_create(&first, NULL, write_keys, &writer);
    pthread_create(&second, NULL, write_keys, &writer);
    pthread_join(first, NULL);
    pthread_join(second, NULL);
}

// --- surely ------------------------------------------------------------------

static struct gate inside_the_map = GATE_INIT;
static _Thread_local bool stops_inside;

// The map calls this while it is marked as being written to. A thread that
// stops here is a writer that has begun and does not end.
static bool equal_with_a_gate(const void *key, const void *other)
{
    if (stops_inside)
        gate_hold(&inside_the_map);
    return hmap_equal_64(key, other);
}

static const struct maptype gated = {
    .keysize = sizeof(uint64_t),
    .valuesize = sizeof(uint64_t),
    .hash = hmap_hash_64,
    .equal = equal_with_a_gate,
};

static const uint64_t key = 1, value = 42;

static void *write_and_stop(void *map)
{
    stops_inside = true;
    hmap_put(map, &key, &value);
    return NULL;
}

// A map that is in the middle of a write, and stays there.
static struct hmap *map_being_written(void)
{
    pthread_t writer;
    struct hmap *map = hmap_new(&gated, 1);

    hmap_put(map, &key, &value);  // so that the next put has to compare
    pthread_create(&writer, NULL, write_and_stop, map);
    gate_await(&inside_the_map);
    return map;
}

void write_beside_write(void)
{
    hmap_put(map_being_written(), &key, &value);
}

void read_beside_write(void)
{
    hmap_access(map_being_written(), &key);
}

void iterate_beside_write(void)
{
    struct hmap_iter it;
    hmap_iter_init(&it, map_being_written());
    hmap_iter_next(&it);
}

// --- in silence --------------------------------------------------------------

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t new_value, uint64_t *slots[])
{
    size_t lost = 0;

    for (size_t i = 0; i < count; i++)
        slots[i] = hmap_assign(map, &keys[i]);
    hmap_put(map, &fresh, &new_value);  // grows: some buckets move at once
    for (size_t i = 0; i < count; i++)
        *slots[i] = new_value;
    for (size_t i = 0; i < count; i++)
        lost += hmap_access(map, &keys[i]) != slots[i];
    return lost;
}
