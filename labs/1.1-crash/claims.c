// claims.c - what chapter 1 says about the crash, run.
#define _POSIX_C_SOURCE 200809L
#include "experiment_guard.h"
#include "experiment_luck.h"

#include "child.h"
#include "claim.h"
#include "gate.h"
#include "hmap.h"
#include "thread.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const uint64_t one = 1;

// --- a map with a gate in each of the two functions it calls ----------------

static struct gate in_hash = GATE_INIT, in_equal = GATE_INIT;
static _Thread_local unsigned hashes_left;  // stop at this call of hash
static _Thread_local bool stops_in_equal;

static uint64_t hash_gated(const void *key, uint64_t seed)
{
    if (hashes_left > 0 && --hashes_left == 0)
        gate_hold(&in_hash);
    return hmap_hash_64(key, seed);
}

static bool equal_gated(const void *key, const void *other)
{
    if (stops_in_equal)
        gate_hold(&in_equal);
    return hmap_equal_64(key, other);
}

static const struct maptype gated = {sizeof(uint64_t), sizeof(uint64_t),
                                     hash_gated, equal_gated};

static struct hmap *map_with(uint64_t keys)
{
    struct hmap *map = hmap_new(&gated, 1);
    for (uint64_t key = 1; key <= keys; key++)
        hmap_put(map, &key, &key);
    return map;
}

static void *put_and_stop(void *map)
{
    stops_in_equal = true;
    hmap_put(map, &one, &one);
    return NULL;
}

// A map in the middle of a write that does not end before the gate opens.
static struct hmap *map_in_a_write(pthread_t *writer)
{
    struct hmap *map = map_with(1);
    pthread_create(writer, NULL, put_and_stop, map);
    gate_await(&in_equal);
    return map;
}

// --- 1-a --------------------------------------------------------------------

static uint64_t count;
static struct gate between = GATE_INIT;

static void *count_slowly(void *unused)
{
    uint64_t seen = count;
    gate_hold(&between);
    count = seen + 1;
    return unused;
}

static void no_lock(void)
{
    pthread_t slow;
    pthread_create(&slow, NULL, count_slowly, NULL);
    gate_await(&between);
    count = count + 1;
    gate_open(&between);
    pthread_join(slow, NULL);
    printf("  two threads do count = count + 1, as a map does with its own\n"
           "  count; one is interrupted between its read and its write\n\n"
           "  expected 2, got %llu\n",
           (unsigned long long)count);
    claim_value("count", (double)count);
    claim_shows(count == 1, "one of two increments is lost");
}

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

static void may_trigger(void)
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

static void which_message(void)
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

// --- 1-d --------------------------------------------------------------------

enum { APART_RUNS = 10 };

static struct hmap *apart;

static void *put_late(void *unused)
{
    nanosleep(&(struct timespec){.tv_nsec = 100 * 1000 * 1000}, NULL);
    hmap_put(apart, &one, &one);
    return unused;
}

static void *put_now(void *unused)
{
    hmap_put(apart, &one, &one);
    return unused;
}

static void writes_apart(bool joined)
{
    pthread_t now, late;
    apart = hmap_new(&hmap_type_64, 1);
    pthread_create(&now, NULL, put_now, NULL);
    if (joined)
        pthread_join(now, NULL);
    pthread_create(&late, NULL, put_late, NULL);
    pthread_join(late, NULL);
    if (!joined)
        pthread_join(now, NULL);
}

static void body_apart(void *joined)
{
    writes_apart(*(bool *)joined);
}

static int seen_by_guard(bool joined)
{
    int seen = 0;
    for (int i = 0; i < APART_RUNS; i++)
        seen += *child_run(body_apart, &joined).fatal != 0;
    return seen;
}

static int seen_by_tsan(bool joined)
{
    char *arguments[] = {"apart", joined ? "joined" : "loose", NULL};
    int seen = 0;
    for (int i = 0; i < APART_RUNS; i++) {
        struct child child;
        if (!child_run_tsan(&child, arguments))
            return -1;
        seen += strstr(child.output, "ThreadSanitizer: data race") != NULL;
    }
    return seen;
}

static void tripwire_or_sanitizer(void)
{
    int guard = seen_by_guard(false), guard_joined = seen_by_guard(true);
    int tsan = seen_by_tsan(false), tsan_joined = seen_by_tsan(true);
    printf("  two writes 100 ms apart, %d runs:        map's check  "
           "ThreadSanitizer\n",
           APART_RUNS);
    printf("  nothing orders them                      %11d  %15d\n", guard,
           tsan);
    printf("  the second starts after a join           %11d  %15d\n",
           guard_joined, tsan_joined);
    claim_value("guard", guard);
    claim_shows(guard == 0, "writes that do not overlap are not noticed");
    if (tsan < 0) {
        claim_unchecked("ThreadSanitizer does not run here; see `make doctor`");
        return;
    }
    claim_value("tsan", tsan);
    claim_value("tsan_joined", tsan_joined);
    claim_shows(tsan == APART_RUNS && tsan_joined == 0,
                "a sanitizer asks what orders them, not when they were");
}

// --- 1-e --------------------------------------------------------------------

enum { RATE_RUNS = 200, SHORT = LUCK_WRITES, LONG = 100 * LUCK_WRITES };

static unsigned died(const char *name, uint64_t writes, bool one_cpu)
{
    struct luck luck = luck_many(RATE_RUNS, writes, one_cpu);
    claim_value(name, luck.died);
    return luck.died;
}

static void rate(void)
{
    bool two = cpus_allowed() > 1;
    unsigned alone = died("one_cpu", SHORT, true);
    unsigned alone_long = died("one_cpu_long", LONG, true);
    printf("  two writers, %d runs of each; how many died\n\n", RATE_RUNS);
    printf("                     %6d keys  %6d keys\n", SHORT, LONG);
    printf("  on one CPU         %11u  %11u\n", alone, alone_long);
    if (two) {
        unsigned both = died("all_cpus", SHORT, false);
        unsigned both_long = died("all_cpus_long", LONG, false);
        printf("  on all CPUs (%u)    %11u  %11u\n", cpus_allowed(), both,
               both_long);
    }
    claim_value("runs", RATE_RUNS);
    claim_value("keys", SHORT);
    claim_value("keys_long", LONG);
    claim_shows(alone < RATE_RUNS, "not every run dies");
    if (!two)
        claim_unchecked("this process may use only one CPU");
    printf("\n  It is the same mistake everywhere; the rate is the machine's "
           "and the loop's.\n");
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

static void where_it_looks(void)
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

// --- 1-g --------------------------------------------------------------------

enum { ROUNDS = 1000 };

static pthread_barrier_t turn;
static struct hmap *shared;

// Both read, then one writes, then the other: no two calls ever overlap.
static void increment_in_turns(void *unused, unsigned id)
{
    (void)unused;
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t seen = *(uint64_t *)hmap_access(shared, &one) + 1;
        for (unsigned writer = 0; writer < 2; writer++) {
            pthread_barrier_wait(&turn);
            if (writer == id)
                hmap_put(shared, &one, &seen);
        }
        pthread_barrier_wait(&turn);
    }
}

static void silent_loss(void)
{
    const uint64_t zero = 0;
    shared = hmap_new(&hmap_type_64, 1);
    hmap_put(shared, &one, &zero);
    pthread_barrier_init(&turn, NULL, 2);
    run_threads(2, increment_in_turns, NULL);
    uint64_t result = *(uint64_t *)hmap_access(shared, &one);
    printf("  two threads add 1 to the same key, %d times each\n"
           "  expected %d, got %llu, and no message\n",
           ROUNDS, 2 * ROUNDS, (unsigned long long)result);
    claim_value("expected", 2 * ROUNDS);
    claim_value("got", (double)result);
    claim_shows(result == ROUNDS, "exactly half of the updates are lost");
}

// --- 1-h --------------------------------------------------------------------

static jmp_buf recover;

static void at_exit(void)
{
    printf("[atexit] ");
    fflush(stdout);
}

static void cleanup(void *unused)
{
    (void)unused;
    printf("[cleanup] ");
    fflush(stdout);
}

// What a panic is in Go: unwinding, which deferred code sees and can stop.
static void panic(void *unused)
{
    (void)unused;
    atexit(at_exit);
    if (setjmp(recover) != 0) {
        cleanup(NULL);
        printf("[recovered] ");
        return;
    }
    longjmp(recover, 1);
}

static void *die_with_cleanup(void *unused)
{
    pthread_t writer;
    pthread_cleanup_push(cleanup, NULL);
    hmap_put(map_in_a_write(&writer), &one, &one);
    pthread_cleanup_pop(1);
    return unused;
}

static void fatal(void *unused)
{
    pthread_t thread;
    atexit(at_exit);
    if (setjmp(recover) == 0) {
        pthread_create(&thread, NULL, die_with_cleanup, NULL);
        pthread_join(thread, NULL);
    }
    printf("[recovered] ");
    (void)unused;
}

static void handlers(void)
{
    struct child panicked = child_run(panic, NULL);
    struct child died = child_run(fatal, NULL);
    const char *ran = strstr(died.output, "[cleanup]") ||
                              strstr(died.output, "[atexit]") ||
                              strstr(died.output, "[recovered]")
                          ? "some"
                          : "none";
    printf("  a panic (a jump that is caught):  ran %sstatus %d\n",
           panicked.output, panicked.status);
    printf("  the map's fatal error:            ran %s; status %d\n", ran,
           died.status);
    claim_shows(strcmp(panicked.output, "[cleanup] [recovered] [atexit] ") == 0,
                "a panic can be seen and stopped");
    claim_shows(strcmp(ran, "none") == 0 && died.status == 2,
                "fatal ends the process at once, handlers and all");
}

// --- 2.2-e -------------------------------------------------------------------

static void not_atomic(void)
{
    struct guard guard[GUARDS];

    printf("  two writes, every order of their steps\n\n");
    if (!guards_count(guard)) {
        claim_unchecked("the explorer cannot be built here; see `make doctor`");
        return;
    }
    putchar('\n');
    claim_shows(guard[GUARD_XOR].missed > 0 &&
                    guard_percent(&guard[GUARD_XOR]) < 50,
                "the map's mark is a load and a store: most overlaps pass");
    claim_shows(guard[GUARD_ATOMIC_XOR].missed == 0 &&
                    guard[GUARD_ATOMIC_XOR].noticed <
                        guard[GUARD_ATOMIC_XOR].overlapping,
                "an atomic mark loses no write, and still misses overlaps");
    claim_shows(guard[GUARD_TEST_AND_SET].noticed ==
                    guard[GUARD_TEST_AND_SET].overlapping,
                "only looking and setting in one step notices all");
    claim_shows(guard[GUARD_OR].by_both == 0 && guard[GUARD_XOR].by_both > 0,
                "^= lets both writes notice, which |= never does");
}

// --- the table --------------------------------------------------------------

static const struct claim claims[] = {
    CLAIM("1-a", "a map has no lock of its own", LEDGER_TRUE, no_lock),
    CLAIM("1-b", "two writes trigger \"concurrent map writes\"", LEDGER_LIMITED,
          may_trigger),
    CLAIM("1-c", "a read beside a write has its message", LEDGER_LIMITED,
          which_message),
    CLAIM("1-d", "the race is detected, deterministically", LEDGER_FALSE,
          tripwire_or_sanitizer),
    CLAIM("1-e", "two writers crash in every run", LEDGER_FALSE, rate),
    CLAIM("1-f", "the map looks where it grows", LEDGER_FALSE, where_it_looks),
    CLAIM("1-g", "it crashes instead of corrupting data", LEDGER_FALSE,
          silent_loss),
    CLAIM("1-h", "it is a panic", LEDGER_FALSE, handlers),
    CLAIM("2.2-e", "the map's mark, hashWriting, is an atomic flag",
          LEDGER_FALSE, not_atomic),
};

int main(int argc, char **argv)
{
    if (luck_is_twin(argc, argv))
        return 0;
    if (argc == 3 && strcmp(argv[1], "apart") == 0) {
        writes_apart(strcmp(argv[2], "joined") == 0);
        return 0;
    }
    return claim_main(argc, argv, claims, sizeof claims / sizeof *claims);
}
