// claims.c - what chapter 1 says about the remedies, run.
#define _POSIX_C_SOURCE 200809L
#include "experiment_workloads.h"

#include "child.h"
#include "claim.h"
#include "rw_map.h"
#include "safe_map.h"
#include "sharded_map.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// --- Go, where it is --------------------------------------------------------

static void ask_go(void *part)
{
    execlp("go", "go", "run", "labs/1.2-safe-map/claims.go", (char *)part,
           (char *)NULL);
    _exit(127);
}

// Ask the Go program. Returns: false, having said so, where there is no Go.
static bool go(const char *part, struct child *child)
{
    *child = child_run(ask_go, (void *)part);
    if (child->status == 0)
        return true;
    claim_unchecked(child->status == 127
                        ? "Go is not installed; `make doctor` says how"
                        : "Go could not run the program");
    return false;
}

static unsigned number_after(const char *text, const char *word)
{
    const char *at = strstr(text, word);
    return at ? (unsigned)strtoul(at + strlen(word), NULL, 10) : 0;
}

// --- 1-i, 1-j ---------------------------------------------------------------

static void redundant_memory(void)
{
    struct child child;
    if (!go("allocations", &child))
        return;
    unsigned plain = number_after(child.output, "plain ");
    unsigned shared = number_after(child.output, "shared ");
    printf("  allocations for one overwrite of a present key, asked of Go:\n"
           "  map[int]int %u, sync.Map %u\n",
           plain, shared);
    claim_value("plain", plain);
    claim_value("shared", shared);
    claim_shows(plain == 0 && shared > 0,
                "an overwrite allocates in sync.Map and not in a map");
}

static void any_comparable_key(void)
{
    struct child child;
    if (!go("keys", &child))
        return;
    printf("  sync.Map.Store with a slice as the key, asked of Go:\n  %s",
           child.output);
    claim_shows(strstr(child.output, "unhashable") != NULL,
                "the key may be of any type that can be compared");
}

// --- 1-k --------------------------------------------------------------------

static unsigned bytes_changed(const void *before, const void *after,
                              size_t size)
{
    unsigned changed = 0;
    for (size_t i = 0; i < size; i++)
        changed += ((const char *)before)[i] != ((const char *)after)[i];
    return changed;
}

static void reading_writes(void)
{
    pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER, free_lock;
    memcpy(&free_lock, &lock, sizeof lock);
    pthread_rwlock_rdlock(&lock);
    unsigned one = bytes_changed(&free_lock, &lock, sizeof lock);
    pthread_rwlock_unlock(&lock);
    printf("  bytes of the lock that one read lock changed: %u of %zu\n", one,
           sizeof lock);
    claim_shows(one > 0, "a read lock writes: its readers share a cache line");
}

// --- 1-l, 1-o ---------------------------------------------------------------

static struct sharded_map shards = SHARDED_MAP_INIT;

// The first key from `from` on that lives in the given shard.
static uint64_t key_in(unsigned shard, uint64_t from)
{
    while (sharded_map_shard(from) != shard)
        from++;
    return from;
}

enum { AMOUNT = 100, MOVED = 40 };

static uint64_t early, late;  // keys of the first and of the last shard

// Between the visits of the two accounts, move money from the one that was not
// seen yet to the one that was.
static bool sum_and_transfer(void *sum, uint64_t key, uint64_t value)
{
    *(uint64_t *)sum += value;
    if (key == early) {
        sharded_map_store(&shards, early, AMOUNT + MOVED);
        sharded_map_store(&shards, late, AMOUNT - MOVED);
    }
    return true;
}

static void half_a_transfer(void)
{
    uint64_t sum = 0;
    early = key_in(0, 1);
    late = key_in(SHARDS - 1, 1);
    sharded_map_store(&shards, early, AMOUNT);
    sharded_map_store(&shards, late, AMOUNT);
    sharded_map_range(&shards, sum_and_transfer, &sum);
    printf("  two accounts with %d each; a transfer of %d while they are\n"
           "  summed shard by shard: the sum is %" PRIu64 ", never true\n",
           AMOUNT, MOVED, sum);
    claim_value("sum", (double)sum);
    claim_shows(sum == 2 * AMOUNT - MOVED,
                "a walk over shards sees a transfer half done");
}

struct move {
    uint64_t when, from, to;  // at the visit of `when`, from -> to
    unsigned counted;
};

static bool count_and_move(void *argument, uint64_t key, uint64_t value)
{
    struct move *move = argument;
    uint64_t taken;
    (void)value;
    move->counted++;
    if (key == move->when &&
        sharded_map_load_and_delete(&shards, move->from, &taken))
        sharded_map_store(&shards, move->to, taken);
    return true;
}

static unsigned count_while_moving(uint64_t when, uint64_t from, uint64_t to)
{
    struct move move = {when, from, to, 0};
    sharded_map_store(&shards, when, 1);
    sharded_map_store(&shards, from, 1);
    sharded_map_range(&shards, count_and_move, &move);
    uint64_t taken;
    sharded_map_load_and_delete(&shards, when, &taken);
    sharded_map_load_and_delete(&shards, from, &taken);
    sharded_map_load_and_delete(&shards, to, &taken);
    return move.counted;
}

static void length_of_shards(void)
{
    uint64_t first = key_in(0, 1), middle = key_in(SHARDS / 2, 1);
    uint64_t last = key_in(SHARDS - 1, 1);
    unsigned still = count_while_moving(middle, first, first);
    unsigned back = count_while_moving(middle, last, first);
    unsigned ahead = count_while_moving(middle, first, last);
    printf("  two keys in the map; one is renamed during the count:\n"
           "  not at all: %u   to a shard already counted: %u   to one still "
           "to come: %u\n",
           still, back, ahead);
    claim_shows(still == 2 && back == 1 && ahead == 3,
                "a length over shards is N - 1, N or N + 1");
}

// --- 1-m --------------------------------------------------------------------

static void decision_table(void)
{
    static struct locks locks[WORKLOADS][MAPS];
    bool one_each = true;
    count_workloads(locks);
    print_workloads(locks);
    for (int w = 0; w < WORKLOADS; w++)
        for (int m = 0; m < MAPS; m++)
            one_each &= locks[w][m].all == OPERATIONS;
    claim_value("calls", OPERATIONS);
    claim_value("shards", SHARDS);
    claim_value("busiest", (double)locks[0][2].busiest);
    claim_shows(one_each, "a plain map with one lock costs one lock a call, "
                          "whatever the workload");
}

// --- 1-n --------------------------------------------------------------------

static void use_a_copy(void *unused)
{
    static struct safe_map map = SAFE_MAP_INIT;
    struct safe_map copy;
    uint64_t value;
    (void)unused;
    safe_map_store(&map, 7, 42);
    safe_map_load(&map, 7, &value);
    printf("stored 42, loaded %" PRIu64 "\n", value);
    fflush(stdout);
    copy = map;
    safe_map_load(&copy, 7, &value);
}

static void usable_at_once(void)
{
    struct child child = child_run(use_a_copy, NULL);
    printf("  %.*s, with no init call\n  then, through a copy: %s\n",
           (int)strcspn(child.output, "\n"), child.output, child.fatal);
    claim_shows(strncmp(child.output, "stored 42, loaded 42", 20) == 0 &&
                    *child.fatal,
                "usable as it is declared, and not to be copied");
}

// --- 1-p --------------------------------------------------------------------

static bool count_key(void *count, uint64_t key, uint64_t value)
{
    (void)key;
    (void)value;
    ++*(unsigned *)count;
    return true;
}

static void range_or_take(void)
{
    static struct safe_map map = SAFE_MAP_INIT;
    unsigned ranged = 0;
    uint64_t value;
    for (uint64_t key = 0; key < 10; key++)
        safe_map_store(&map, key, key);
    safe_map_range(&map, count_key, &ranged);
    size_t after_range = safe_map_len(&map);
    for (uint64_t key = 0; key < 10; key++)
        safe_map_load_and_delete(&map, key, &value);
    printf("  ten keys: range visited %u and left %zu;\n"
           "  load_and_delete needed the keys beforehand and left %zu\n",
           ranged, after_range, safe_map_len(&map));
    claim_shows(ranged == 10 && after_range == 10 && safe_map_len(&map) == 0,
                "walking is range; load_and_delete takes away");
}

// --- 1-q --------------------------------------------------------------------

// A second thread's whole turn, at the worst moment of the first one's.
static void other_adds_one(struct safe_map *map)
{
    uint64_t value;
    safe_map_load(map, 1, &value);
    safe_map_store(map, 1, value + 1);
}

static void lost_or_retried(void)
{
    static struct safe_map map = SAFE_MAP_INIT;
    uint64_t value;
    unsigned retries = 0;
    safe_map_store(&map, 1, 0);

    safe_map_load(&map, 1, &value);
    other_adds_one(&map);
    safe_map_store(&map, 1, value + 1);
    safe_map_load(&map, 1, &value);
    printf("  two threads add 1; get, then put:      %" PRIu64 "\n", value);
    claim_shows(value == 1, "get, then put: one update is lost");

    safe_map_store(&map, 1, 0);
    safe_map_load(&map, 1, &value);
    other_adds_one(&map);
    while (!safe_map_cas(&map, 1, value, value + 1)) {
        retries++;
        safe_map_load(&map, 1, &value);
    }
    safe_map_load(&map, 1, &value);
    printf("  the same with compare-and-swap:        %" PRIu64 ", after %u "
           "retry\n",
           value, retries);
    claim_value("retries", retries);
    claim_shows(value == 2 && retries == 1,
                "compare-and-swap: it fails once, and nothing is lost");
}

// --- the table --------------------------------------------------------------

static const struct claim claims[] = {
    CLAIM("1-i", "sync.Map: fast reads, slow writes, redundant memory",
          LEDGER_LIMITED, redundant_memory),
    CLAIM("1-j", "sync.Map suits mostly-read maps with a fixed key type",
          LEDGER_LIMITED, any_comparable_key),
    CLAIM("1-k", "a read-write lock is cheap and fine-grained", LEDGER_LIMITED,
          reading_writes),
    CLAIM("1-l", "a sharded map costs next to nothing", LEDGER_LIMITED,
          half_a_transfer),
    CLAIM("1-m", "for simple sharing prefer sync.Map", LEDGER_FALSE,
          decision_table),
    CLAIM("1-n", "store 42, load 42; the zero value is ready", LEDGER_TRUE,
          usable_at_once),
    CLAIM("1-o", "sync.Map has neither a length nor a range", LEDGER_LIMITED,
          length_of_shards),
    CLAIM("1-p", "it must be walked with LoadAndDelete", LEDGER_FALSE,
          range_or_take),
    CLAIM("1-q", "it has no compare-and-swap, on purpose", LEDGER_FALSE,
          lost_or_retried),
};

int main(int argc, char **argv)
{
    return claim_main(argc, argv, claims, sizeof claims / sizeof *claims);
}
