// claims_message.c - 1-b, 1-c, 1-f: when a message comes, and which.
#define _POSIX_C_SOURCE 200809L
#include "claims.h"

#include "child.h"
#include "claim.h"

#include <stdio.h>
#include <string.h>

// --- 1-b --------------------------------------------------------------------

static void overlapping_writes(void *unused)
{
    pthread_t writer;
    (void)unused;
    hmap_put(map_in_a_write(&writer), &one, &one);
}

static void *put_once(void *map)
{
    hmap_put(map, &one, &one);
    return NULL;
}

static void writes_one_after_the_other(void *unused)
{
    pthread_t writer;
    struct hmap *map = map_with(1);
    pthread_create(&writer, NULL, put_once, map);
    pthread_join(writer, NULL);
    hmap_put(map, unused ? unused : &one, &one);
}

static void tell(const char *what, const struct child *child)
{
    printf("  %-46s %s\n", what, *child->fatal ? child->fatal : "(no message)");
}

void may_trigger(void)
{
    struct child meets = child_run(overlapping_writes, NULL);
    struct child misses = child_run(writes_one_after_the_other, NULL);
    tell("second write inside the first:", &meets);
    tell("the same two writes, one after the other:", &misses);
    claim_shows(strcmp(meets.fatal, "concurrent map writes") == 0,
                "it comes if one write checks inside the other's window");
    claim_shows(!*misses.fatal, "and does not come otherwise");
}

// --- 1-c --------------------------------------------------------------------

static void read_in_a_write(void *unused)
{
    pthread_t writer;
    (void)unused;
    hmap_access(map_in_a_write(&writer), &one);
}

static void iterate_in_a_write(void *unused)
{
    pthread_t writer;
    struct hmap_iter it;
    (void)unused;
    hmap_iter_init(&it, map_in_a_write(&writer));
    hmap_iter_next(&it);
}

static void *access_and_stop(void *map)
{
    stops_in_equal = true;
    hmap_access(map, &one);
    return NULL;
}

// The reader has looked at the flag and stands in the bucket; then a writer
// makes the whole table grow around it.
static void write_in_a_read(void *unused)
{
    pthread_t reader;
    struct hmap *map = map_with(1);
    (void)unused;
    hmap_keep_old(map, true);
    pthread_create(&reader, NULL, access_and_stop, map);
    gate_await(&in_equal);
    for (uint64_t key = 2; key <= 20; key++)
        hmap_put(map, &key, &key);
    gate_open(&in_equal);
    pthread_join(reader, NULL);
    printf("(it put %zu keys while the reader stood inside)",
           hmap_len(map) - 1);
}

void which_message(void)
{
    struct child read = child_run(read_in_a_write, NULL);
    struct child iterate = child_run(iterate_in_a_write, NULL);
    struct child under = child_run(write_in_a_read, NULL);
    tell("a lookup that begins inside a write:", &read);
    tell("an iteration step inside a write:", &iterate);
    tell("a write that begins inside a lookup:", &under);
    printf("  %-46s %s\n", "", under.output);
    claim_shows(strcmp(read.fatal, "concurrent map read and map write") == 0,
                "a lookup has this message");
    claim_shows(
        strcmp(iterate.fatal, "concurrent map iteration and map write") == 0,
        "an iteration has one of its own");
    claim_shows(!*under.fatal && under.status == 0,
                "a reader marks nothing, so no writer can see it");
}

// --- 1-f --------------------------------------------------------------------

// Stop where old buckets are moved: the hash is called again for each key.
static void *put_and_stop_in_growth(void *map)
{
    const uint64_t ninth = 9;
    hashes_left = 2;
    hmap_put(map, &ninth, &ninth);
    return NULL;
}

static struct hmap *map_in_a_growth(void)
{
    pthread_t writer;
    struct hmap *map = map_with(8);
    pthread_create(&writer, NULL, put_and_stop_in_growth, map);
    gate_await(&in_hash);
    return map;
}

static void read_in_a_growth(void *unused)
{
    (void)unused;
    hmap_access(map_in_a_growth(), &one);
}

static void read_an_empty_map(void *unused)
{
    pthread_t writer;
    struct hmap *map = map_in_a_write(&writer);
    (void)unused;
    hmap_access(map, &one);
}

static void *put_first_and_stop(void *map)
{
    hashes_left = 1;
    hmap_put(map, &one, &one);
    return NULL;
}

// In an empty map the writer stands in the hash; the reader does not look.
static void lookup_beside_a_first_write(void *unused)
{
    pthread_t writer;
    struct hmap *map = hmap_new(&gated, 1);
    (void)unused;
    pthread_create(&writer, NULL, put_first_and_stop, map);
    gate_await(&in_hash);
    hmap_access(map, &one);
}

void where_it_looks(void)
{
    struct child growth = child_run(read_in_a_growth, NULL);
    struct child plain = child_run(read_an_empty_map, NULL);
    struct child empty = child_run(lookup_beside_a_first_write, NULL);
    tell("lookup while a writer moves buckets:", &growth);
    tell("lookup while a writer compares keys:", &plain);
    tell("lookup of an empty map beside a writer:", &empty);
    claim_shows(*growth.fatal && *plain.fatal,
                "the look is at the door of each call, growth or not");
    claim_shows(!*empty.fatal, "and an empty map has no door");
}
