// scenarios_alone.c - one thread: range, counted locks, copies, and memory that
// runs out.
#include "scenarios.h"

#include "alloc.h"
#include "count.h"

#include <string.h>

// --- range alone ------------------------------------------------------------

static bool count_visit(void *argument, uint64_t key, uint64_t value)
{
    (void)key;
    (void)value;
    ++*(unsigned *)argument;
    return true;
}

static void promise_range(unsigned keys, bool has_memory)
{
    unsigned visits = 0;
    bool done = subject->range(subject->map, count_visit, &visits);
    PROMISE_THAT(done || !has_memory, "range returned false with memory left");
    PROMISE_THAT(visits == (done ? keys : 0),
                 "range returned %s after %u visits in a map of %u keys",
                 done ? "true" : "false", visits, keys);
}

// One thread: an empty map, one with keys, and one without memory.
static void range_alone(void)
{
    promise_range(0, true);
    subject->store(subject->map, KEY, OLD);
    subject->store(subject->map, KEY + 1, OLD);
    promise_range(2, true);
    alloc_fail_after(0);
    promise_range(2, false);
    alloc_fail_after(-1);
    promise_range(2, true);
    subject->destroy(subject->map);
    PROMISE_EQ(alloc_live(), 0);
}

FOR_BOTH(range_alone, range_alone())

// --- counted locks ----------------------------------------------------------

enum { OPERATIONS = 1000 };

static void each(void (*call)(uint64_t key), unsigned operations)
{
    for (uint64_t key = 0; key < operations; key++)
        call(key);
}

static void fill(uint64_t key)
{
    subject->store(subject->map, key, OLD);
}

static void find(uint64_t key)
{
    uint64_t value;
    subject->load(subject->map, key, &value);
}

static void miss(uint64_t key)
{
    find(key + OPERATIONS);
}

static void overwrite(uint64_t key)
{
    subject->store(subject->map, key, OLD + 1);
}

static void mostly_read(uint64_t key)
{
    if (key % 20 == 0)
        overwrite(key);
    else
        find(key);
}

static void take(uint64_t key)
{
    uint64_t value;
    subject->load_and_delete(subject->map, key, &value);
}

struct workload {
    const char *name;
    void (*call)(uint64_t key);
    unsigned writes;  // of OPERATIONS
};

static const struct workload workloads[] = {
    {"fill", fill, OPERATIONS},
    {"load", find, 0},
    {"miss", miss, 0},
    {"overwrite", overwrite, OPERATIONS},
    {"95 % load", mostly_read, OPERATIONS / 20},
    {"delete", take, OPERATIONS},
};

// Range may take the lock more than once, but what only reads does not write.
static void count_other_readers(bool readers_share)
{
    unsigned visits = 0;
    count_reset();
    subject->len(subject->map);
    PROMISE_THAT(count_of(COUNT_LOCKS) == 1, "len took %llu locks, not one",
                 (unsigned long long)count_of(COUNT_LOCKS));
    subject->range(subject->map, count_visit, &visits);
    uint64_t writing = count_of(COUNT_LOCKS) - count_of(COUNT_READ_LOCKS);
    PROMISE_THAT(!readers_share || writing == 0,
                 "len and range took %llu locks for writing",
                 (unsigned long long)writing);
}

static void count_locks(bool readers_share)
{
    for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++) {
        const struct workload *w = &workloads[i];
        unsigned shared = readers_share ? OPERATIONS - w->writes : 0;
        count_reset();
        each(w->call, OPERATIONS);
        uint64_t locks = count_of(COUNT_LOCKS);
        uint64_t read_locks = count_of(COUNT_READ_LOCKS);
        scenario_count(w->name, locks);
        PROMISE_THAT(locks == OPERATIONS,
                     "%d calls of \"%s\" took %llu locks of the %s map, not "
                     "one each",
                     OPERATIONS, w->name, (unsigned long long)locks,
                     subject->name);
        PROMISE_THAT(read_locks == shared,
                     "%d calls of \"%s\" took %llu locks for reading, not %u",
                     OPERATIONS, w->name, (unsigned long long)read_locks,
                     shared);
    }
    count_other_readers(readers_share);
    subject->destroy(subject->map);
}

FOR_BOTH(locks, count_locks(subject == &rwlock_subject))

// --- copies -----------------------------------------------------------------

SCENARIO_DIES(mutex_copy, "safe map used after it was copied")
{
    struct safe_map copy;
    uint64_t value;
    safe_map_store(&mutex_map, KEY, OLD);
    copy = mutex_map;
    safe_map_load(scenario_is_decoy() ? &mutex_map : &copy, KEY, &value);
    PROMISE_THAT(false,
                 "the copy of the mutex map answered as if it were the map");
}

SCENARIO_DIES(rwlock_copy, "safe map used after it was copied")
{
    struct rw_map copy;
    uint64_t value;
    rw_map_store(&rwlock_map, KEY, OLD);
    memcpy(&copy, &rwlock_map, sizeof copy);
    rw_map_load(scenario_is_decoy() ? &rwlock_map : &copy, KEY, &value);
    PROMISE_THAT(false,
                 "the copy of the rwlock map answered as if it were the map");
}

// --- memory -----------------------------------------------------------------

enum { LAST = 1001, UNTOUCHED = 7 };

// Returns: whether the key is stored, as the map says.
static bool load_or_store_last(void)
{
    uint64_t actual = UNTOUCHED;
    enum load_or_store result =
        subject->load_or_store(subject->map, LAST, OLD, &actual);
    PROMISE_THAT(result != LOADED, "load_or_store found a key that is absent");
    PROMISE_THAT(actual == (result == STORED ? OLD : UNTOUCHED),
                 "load_or_store returned %s and left %llu in *actual",
                 result == STORED ? "STORED" : "NOT_STORED",
                 (unsigned long long)actual);
    return result == STORED;
}

// Run out at each allocation in turn; the map has all that was acknowledged.
static void run_out(int successes)
{
    uint64_t value, stored = 0;
    alloc_fail_after(successes);
    while (stored < 40 && subject->store(subject->map, stored, OLD))
        stored++;
    bool refused = !subject->store(subject->map, 1000, OLD);
    bool chosen = load_or_store_last();
    alloc_fail_after(-1);
    size_t said = stored + !refused + chosen,
           holds = subject->len(subject->map);
    PROMISE_THAT(holds == said,
                 "memory ran out: the %s map said %zu keys were stored and "
                 "holds %zu",
                 subject->name, said, holds);
    for (uint64_t key = 0; key < stored; key++)
        PROMISE(subject->load(subject->map, key, &value) && value == OLD);
    for (uint64_t key = 0; key <= LAST; key++)
        subject->load_and_delete(subject->map, key, &value);
}

static void no_memory(void)
{
    for (int successes = 0; successes < 12; successes++)
        run_out(successes);
    subject->destroy(subject->map);
    PROMISE_EQ(alloc_live(), 0);
}

FOR_BOTH(no_memory, no_memory())
