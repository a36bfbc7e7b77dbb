// claims_loss.c - 1-a, 1-g, 2.2-e: what is lost without a word.
#define _POSIX_C_SOURCE 200809L
#include "claims.h"

#include "experiment_guard.h"

#include "claim.h"
#include "thread.h"

#include <stdio.h>

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

void no_lock(void)
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

void silent_loss(void)
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

// --- 2.2-e -------------------------------------------------------------------

void not_atomic(void)
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
