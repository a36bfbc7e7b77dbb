// scenarios_alone.c - one thread: range, counted locks, and copies.
#include "scenarios.h"

#include "alloc.h"
#include "count.h"

#include <string.h>

// --- range alone ------------------------------------------------------------

enum { MANY = 300 };  // keys; more than a copy of a guessed size has room for

// A visitor that says stop at visit number `stop`; 0: never.
struct walk {
    unsigned stop, visits;
    unsigned times[MANY];  // each key was visited
    bool wrong;            // a key or a value that the map never had
};

static bool visit(void *argument, uint64_t key, uint64_t value)
{
    struct walk *walk = argument;
    if (key >= MANY || value != OLD + key)
        walk->wrong = true;
    else
        walk->times[key]++;
    return ++walk->visits != walk->stop;
}

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

// Walk over a map of the keys below `keys`, each visited once.
static void promise_whole_range(unsigned keys)
{
    struct walk walk = {0};
    int live = alloc_live();
    PROMISE_THAT(subject->range(subject->map, visit, &walk),
                 "range returned false with memory left");
    PROMISE_THAT(!walk.wrong, "range visited what was never stored");
    PROMISE_THAT(walk.visits == keys,
                 "range made %u visit%s in a map of %u key%s", walk.visits,
                 plural(walk.visits), keys, plural(keys));
    for (unsigned key = 0; key < keys; key++)
        PROMISE_THAT(walk.times[key] == 1,
                     "range visited key %u %u times, not once", key,
                     walk.times[key]);
    PROMISE_THAT(alloc_live() <= live,
                 "range visited every key and did not free what it allocated");
}

// Walk until the visitor has enough, which is no failure of range.
static void promise_stopped_range(unsigned stop)
{
    struct walk walk = {.stop = stop};
    int live = alloc_live();
    bool done = subject->range(subject->map, visit, &walk);
    PROMISE_THAT(walk.visits == stop,
                 "visit() returned false at visit %u, and range made %u", stop,
                 walk.visits);
    PROMISE_THAT(done, "visit() returned false, and so did range: that means "
                       "that there was no memory");
    PROMISE_THAT(alloc_live() <= live, "visit() returned false, and range did "
                                       "not free what it allocated");
}

static void store_below(unsigned keys)
{
    for (uint64_t key = 0; key < keys; key++)
        PROMISE(subject->store(subject->map, key, OLD + key));
}

// One thread: an empty map, one with few keys, one with many, and visitors that
// stop at the first visit, in the middle, and at the last.
static void range_alone(void)
{
    promise_whole_range(0);
    store_below(2);
    promise_whole_range(2);
    store_below(MANY);
    promise_whole_range(MANY);
    promise_stopped_range(1);
    promise_stopped_range(MANY / 2);
    promise_stopped_range(MANY);
    subject->destroy(subject->map);
    PROMISE_EQ(alloc_live(), 0);
}

FOR_BOTH(range_alone, range_alone())

// A range that needs no memory may visit all; one that does may visit none.
static void range_no_memory(void)
{
    struct walk walk = {0};
    store_below(2);
    alloc_fail_after(0);
    bool done = subject->range(subject->map, visit, &walk);
    alloc_fail_after(-1);
    PROMISE_THAT(walk.visits == (done ? 2 : 0),
                 "memory refused: range returned %s after %u visit%s in a map "
                 "of 2 keys",
                 done ? "true" : "false", walk.visits, plural(walk.visits));
    promise_whole_range(2);
    subject->destroy(subject->map);
    PROMISE_EQ(alloc_live(), 0);
}

FOR_BOTH(range_no_memory, range_no_memory())

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

// A lock that is taken in another way, by trylock or by a loop of its own, is
// not seen; so the sentences name the calls that are counted.
static const char *counted_calls(void)
{
    return subject == &rwlock_subject
               ? "pthread_rwlock_rdlock() or pthread_rwlock_wrlock()"
               : "pthread_mutex_lock()";
}

// Range may take the lock more than once, but what only reads does not write.
static void count_other_readers(bool readers_share)
{
    struct walk walk = {0};
    count_reset();
    subject->len(subject->map);
    uint64_t locks = count_of(COUNT_LOCKS);
    PROMISE_THAT(locks == 1, "len called %s %llu times, not once",
                 counted_calls(), (unsigned long long)locks);
    subject->range(subject->map, visit, &walk);
    uint64_t writing = count_of(COUNT_LOCKS) - count_of(COUNT_READ_LOCKS);
    PROMISE_THAT(!readers_share || writing == 0,
                 "len and range called pthread_rwlock_wrlock() %llu time%s",
                 (unsigned long long)writing, plural(writing));
}

static void promise_locks(const struct workload *w, unsigned shared)
{
    uint64_t locks = count_of(COUNT_LOCKS);
    uint64_t read_locks = count_of(COUNT_READ_LOCKS);
    scenario_count(w->name, locks);
    PROMISE_THAT(locks == OPERATIONS,
                 "%d calls of \"%s\" called %s %llu time%s, not once each",
                 OPERATIONS, w->name, counted_calls(),
                 (unsigned long long)locks, plural(locks));
    PROMISE_THAT(read_locks == shared,
                 "%d calls of \"%s\" called pthread_rwlock_rdlock() %llu "
                 "time%s, not %u",
                 OPERATIONS, w->name, (unsigned long long)read_locks,
                 plural(read_locks), shared);
}

static void count_locks(bool readers_share)
{
    for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++) {
        const struct workload *w = &workloads[i];
        count_reset();
        each(w->call, OPERATIONS);
        promise_locks(w, readers_share ? OPERATIONS - w->writes : 0);
    }
    count_other_readers(readers_share);
    subject->destroy(subject->map);
}

FOR_BOTH(locks, count_locks(subject == &rwlock_subject))

// --- copies -----------------------------------------------------------------

static void do_range(uint64_t unused, uint64_t also_unused)
{
    struct walk walk = {0};
    (void)unused;
    (void)also_unused;
    subject->range(subject->map, visit, &walk);
}

static void do_destroy(uint64_t unused, uint64_t also_unused)
{
    (void)unused;
    (void)also_unused;
    subject->destroy(subject->map);
}

// Use the map, copy it, and call the copy. A decoy calls the map itself.
static void call_a_copy(recorded_call *call, const char *name)
{
    static union {
        struct safe_map mutex;
        struct rw_map rwlock;
    } copy;
    static struct subject copied;
    copied = *subject;
    copied.map = &copy;
    subject->store(subject->map, KEY, OLD);
    memcpy(&copy, subject->map, subject->size);
    if (!scenario_is_decoy())
        subject = &copied;
    call(KEY, OLD);
    PROMISE_THAT(false, "%s_%s() took a copy of the map as if it were the map",
                 subject->type, name);
}

#define COPY(short, call)                                                      \
    SCENARIO_DIES(short##_copy_##call, "safe map used after it was copied")    \
    {                                                                          \
        begin(&short##_subject);                                               \
        call_a_copy(do_##call, #call);                                         \
    }

// A scenario a call, for the first that is caught ends the process.
#define COPY_BOTH(call) COPY(mutex, call) COPY(rwlock, call)

COPY_BOTH(load)
COPY_BOTH(store)
COPY_BOTH(load_or_store)
COPY_BOTH(load_and_delete)
COPY_BOTH(cas)
COPY_BOTH(range)
COPY_BOTH(len)
COPY_BOTH(destroy)
