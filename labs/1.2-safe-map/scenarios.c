// scenarios.c - lab 1.2: small crowds on one map.
//
// Each scenario is written once and run for both maps: a subject is one of
// them, seen through its functions.
#include "rw_map.h"
#include "safe_map.h"

#include "alloc.h"
#include "count.h"
#include "history.h"
#include "scenario.h"
#include "thread.h"

#include <stdio.h>
#include <string.h>

// --- the two subjects -------------------------------------------------------

struct subject {
    const char *name;
    void *map;
    bool (*store)(void *m, uint64_t key, uint64_t value);
    bool (*load)(void *m, uint64_t key, uint64_t *value);
    enum load_or_store (*load_or_store)(void *m, uint64_t key, uint64_t value,
                                        uint64_t *actual);
    bool (*load_and_delete)(void *m, uint64_t key, uint64_t *value);
    bool (*cas)(void *m, uint64_t key, uint64_t old, uint64_t next);
    bool (*range)(void *m, visit_key *visit, void *argument);
    size_t (*len)(void *m);
    void (*destroy)(void *m);
};

// A function is called through its own type, so each needs a small shell.
#define SUBJECT(short, map_type, init)                                         \
    static bool short##_store(void *m, uint64_t key, uint64_t value)           \
    {                                                                          \
        return map_type##_store(m, key, value);                                \
    }                                                                          \
    static bool short##_load(void *m, uint64_t key, uint64_t *value)           \
    {                                                                          \
        return map_type##_load(m, key, value);                                 \
    }                                                                          \
    static enum load_or_store short##_load_or_store(                           \
        void *m, uint64_t key, uint64_t value, uint64_t *actual)               \
    {                                                                          \
        return map_type##_load_or_store(m, key, value, actual);                \
    }                                                                          \
    static bool short##_load_and_delete(void *m, uint64_t key,                 \
                                        uint64_t *value)                       \
    {                                                                          \
        return map_type##_load_and_delete(m, key, value);                      \
    }                                                                          \
    static bool short##_cas(void *m, uint64_t key, uint64_t old,               \
                            uint64_t next)                                     \
    {                                                                          \
        return map_type##_cas(m, key, old, next);                              \
    }                                                                          \
    static bool short##_range(void *m, visit_key *visit, void *argument)       \
    {                                                                          \
        return map_type##_range(m, visit, argument);                           \
    }                                                                          \
    static size_t short##_len(void *m)                                         \
    {                                                                          \
        return map_type##_len(m);                                              \
    }                                                                          \
    static void short##_destroy(void *m)                                       \
    {                                                                          \
        map_type##_destroy(m);                                                 \
    }                                                                          \
    static struct map_type short##_map = init;                                 \
    static const struct subject short##_subject = {                            \
        #short,         &short##_map,          short##_store,                  \
        short##_load,   short##_load_or_store, short##_load_and_delete,        \
        short##_cas,    short##_range,         short##_len,                    \
        short##_destroy}

SUBJECT(mutex, safe_map, SAFE_MAP_INIT);
SUBJECT(rwlock, rw_map, RW_MAP_INIT);

static const struct subject *subject;  // of this run

static const struct model each_key, whole_map;

static void begin(const struct subject *chosen)
{
    subject = chosen;
    history_model(&each_key);
}

// Define a scenario for both: `mutex_NAME` and `rwlock_NAME`.
#define FOR_BOTH(name, body)                                                   \
    SCENARIO(mutex_##name)                                                     \
    {                                                                          \
        begin(&mutex_subject);                                                 \
        body;                                                                  \
    }                                                                          \
    SCENARIO(rwlock_##name)                                                    \
    {                                                                          \
        begin(&rwlock_subject);                                                \
        body;                                                                  \
    }

// --- recorded calls ---------------------------------------------------------

static void do_store(uint64_t key, uint64_t value)
{
    struct call *call = call_begin("store", 2, key, value);
    call_end(call, subject->store(subject->map, key, value), 0);
}

static void do_load(uint64_t key, uint64_t unused)
{
    uint64_t value = 0;
    struct call *call = call_begin("load", 1, key);
    bool found = subject->load(subject->map, key, &value);
    (void)unused;
    call_end(call, found, found ? value : 0);
}

static void do_load_or_store(uint64_t key, uint64_t value)
{
    uint64_t actual = 0;
    struct call *call = call_begin("load_or_store", 2, key, value);
    enum load_or_store result =
        subject->load_or_store(subject->map, key, value, &actual);
    call_end(call, result, actual);
}

static void do_load_and_delete(uint64_t key, uint64_t unused)
{
    uint64_t value = 0;
    struct call *call = call_begin("load_and_delete", 1, key);
    bool found = subject->load_and_delete(subject->map, key, &value);
    (void)unused;
    call_end(call, found, found ? value : 0);
}

enum { OLD = 10 };  // the value of a key before the threads start

static void do_cas(uint64_t key, uint64_t value)
{
    struct call *call = call_begin("cas", 3, key, (uint64_t)OLD, value);
    call_end(call, subject->cas(subject->map, key, OLD, value), 0);
}

static void do_len(uint64_t key, uint64_t unused)
{
    struct call *call = call_begin("len", 1, key);
    (void)unused;
    call_end(call, subject->len(subject->map), 0);
}

// --- the map that all calls are compared with -------------------------------

enum { NO_VALUE = 0 };  // values are never 0

static void model_start(uint64_t value[MODEL_STATE], uint64_t key)
{
    (void)key;
    memset(value, 0, MODEL_STATE * sizeof *value);
}

static bool model_store(uint64_t *value, const struct call *c)
{
    *value = c->argument[1];
    return c->result[0];
}

static bool model_load(uint64_t *value, const struct call *c)
{
    return c->result[0] == (*value != NO_VALUE) && c->result[1] == *value;
}

static bool model_load_or_store(uint64_t *value, const struct call *c)
{
    enum load_or_store expected = *value == NO_VALUE ? STORED : LOADED;
    if (expected == STORED)
        *value = c->argument[1];
    return c->result[0] == expected && c->result[1] == *value;
}

static bool model_load_and_delete(uint64_t *value, const struct call *c)
{
    bool right = model_load(value, c);
    *value = NO_VALUE;
    return right;
}

static bool model_cas(uint64_t *value, const struct call *c)
{
    bool expected = *value != NO_VALUE && *value == c->argument[1];
    if (expected)
        *value = c->argument[2];
    return c->result[0] == expected;
}

static bool model_len(const uint64_t value[MODEL_STATE], const struct call *c)
{
    uint64_t length = 0;
    for (int i = 0; i < MODEL_STATE; i++)
        length += value[i] != NO_VALUE;
    return c->result[0] == length;
}

// Keys are below MODEL_STATE; the state is the value of each.
static bool model_step(uint64_t state[MODEL_STATE], const struct call *c)
{
    uint64_t *value = &state[c->argument[0] % MODEL_STATE];
    if (strcmp(c->name, "store") == 0)
        return model_store(value, c);
    if (strcmp(c->name, "load") == 0)
        return model_load(value, c);
    if (strcmp(c->name, "load_or_store") == 0)
        return model_load_or_store(value, c);
    if (strcmp(c->name, "load_and_delete") == 0)
        return model_load_and_delete(value, c);
    if (strcmp(c->name, "cas") == 0)
        return model_cas(value, c);
    return model_len(state, c);
}

static void print_result(const struct call *c, char *text, unsigned room)
{
    unsigned long long value = c->result[1];
    if (strcmp(c->name, "load_or_store") == 0)
        snprintf(text, room, "%s %llu",
                 c->result[0] == LOADED ? "LOADED" : "STORED", value);
    else if (strcmp(c->name, "len") == 0)
        snprintf(text, room, "%llu", (unsigned long long)c->result[0]);
    else if (strncmp(c->name, "load", 4) == 0 && c->result[0])
        snprintf(text, room, "%llu", value);
    else if (strncmp(c->name, "load", 4) == 0)
        snprintf(text, room, "absent");
    else
        snprintf(text, room, "%s", c->result[0] ? "true" : "false");
}

static void model_print(const struct call *c, char *text, unsigned room)
{
    char result[40];
    unsigned used = 0;
    print_result(c, result, sizeof result);
    used += (unsigned)snprintf(text, room, "%s(", c->name);
    for (unsigned i = 0; i < c->arguments && used < room; i++)
        used += (unsigned)snprintf(text + used, room - used, "%s%llu",
                                   i ? ", " : "",
                                   (unsigned long long)c->argument[i]);
    if (used < room)
        snprintf(text + used, room - used, ") = %s", result);
}

static const struct model each_key = {"map", false, model_start, model_step,
                                      model_print};
static const struct model whole_map = {"map", true, model_start, model_step,
                                       model_print};

// --- two or three threads, a call each --------------------------------------

typedef void recorded_call(uint64_t key, uint64_t value);

enum { KEY = 1 };

static void one_call_each(void *calls, unsigned id)
{
    recorded_call *const *call = calls;
    call[id](KEY, 20 + id);
}

// The calls of `crowd` meet on one key. It has the value OLD before, or is
// absent; a load afterwards, alone, says what is left.
static void meet(unsigned crowd, recorded_call *const calls[], bool present)
{
    if (present)
        do_store(KEY, OLD);
    run_threads(crowd, one_call_each, (void *)calls);
    do_load(KEY, 0);
    HISTORY(&each_key);
    subject->destroy(subject->map);
}

#define MEET(present, ...)                                                     \
    meet(sizeof((recorded_call *[]){__VA_ARGS__}) / sizeof(recorded_call *),   \
         (recorded_call *[]){__VA_ARGS__}, (present))

FOR_BOTH(store_store, MEET(true, do_store, do_store))
FOR_BOTH(store_load, MEET(true, do_store, do_load))
FOR_BOTH(store_load_or_store, MEET(false, do_store, do_load_or_store))
FOR_BOTH(store_load_and_delete, MEET(true, do_store, do_load_and_delete))
FOR_BOTH(store_cas, MEET(true, do_store, do_cas))
FOR_BOTH(load_load_or_store, MEET(false, do_load, do_load_or_store))
FOR_BOTH(load_load_and_delete, MEET(true, do_load, do_load_and_delete))
FOR_BOTH(load_cas, MEET(true, do_load, do_cas))
FOR_BOTH(load_load, MEET(true, do_load, do_load))
FOR_BOTH(load_or_store_twice, MEET(false, do_load_or_store, do_load_or_store))
FOR_BOTH(load_or_store_load_and_delete,
         MEET(true, do_load_or_store, do_load_and_delete))
FOR_BOTH(load_or_store_cas, MEET(true, do_load_or_store, do_cas))
FOR_BOTH(load_and_delete_twice,
         MEET(true, do_load_and_delete, do_load_and_delete))
FOR_BOTH(load_and_delete_cas, MEET(true, do_load_and_delete, do_cas))
FOR_BOTH(cas_twice, MEET(true, do_cas, do_cas))

FOR_BOTH(three_load_or_store,
         MEET(false, do_load_or_store, do_load_or_store, do_load_and_delete))
FOR_BOTH(three_delete,
         MEET(true, do_load_and_delete, do_load_and_delete, do_store))
FOR_BOTH(three_cas, MEET(true, do_cas, do_cas, do_load))
FOR_BOTH(three_mixed, MEET(true, do_store, do_cas, do_load_or_store))

// --- the first store of all -------------------------------------------------

static void store_own_key(void *unused, unsigned id)
{
    (void)unused;
    do_store(1 + id, 20 + id);
}

static void first_stores(void)
{
    run_threads(2, store_own_key, NULL);
    do_load(1, 0);
    do_load(2, 0);
    HISTORY(&each_key);
    subject->destroy(subject->map);
}

FOR_BOTH(first_stores, first_stores())

// --- while the table grows --------------------------------------------------

// Eight keys fill the only bucket; the next one makes two of it.
static void fill_a_bucket(void)
{
    for (uint64_t key = 0; key < 8; key++)
        subject->store(subject->map, 100 + key, OLD);
}

static void grow_or_look(void *unused, unsigned id)
{
    (void)unused;
    if (id == 0)
        do_store(1, 20);
    else
        do_load_and_delete(100, 0);
}

static void during_growth(void)
{
    uint64_t value;
    fill_a_bucket();
    run_threads(2, grow_or_look, NULL);
    for (uint64_t key = 1; key < 8; key++)
        PROMISE(subject->load(subject->map, 100 + key, &value));
    PROMISE(!subject->load(subject->map, 100, &value));
    PROMISE(subject->load(subject->map, 1, &value));
    subject->destroy(subject->map);
}

FOR_BOTH(growth, during_growth())

// --- the length -------------------------------------------------------------

static void change_or_count(void *unused, unsigned id)
{
    (void)unused;
    if (id == 0) {
        do_store(2, 20);
        do_load_and_delete(1, 0);
    } else {
        do_len(0, 0);
    }
}

static void length(void)
{
    do_store(1, OLD);
    run_threads(2, change_or_count, NULL);
    HISTORY(&whole_map);
    subject->destroy(subject->map);
}

FOR_BOTH(length, length())

// --- range ------------------------------------------------------------------

enum { STAYS = 1, ALSO_STAYS, COMES, ALSO_COMES, GOES, KEYS = 8 };

struct visits {
    unsigned times[KEYS];
    bool wrong_value;
};

static bool note_visit(void *argument, uint64_t key, uint64_t value)
{
    struct visits *visits = argument;
    if (key >= KEYS || value != OLD + key)
        visits->wrong_value = true;
    else
        visits->times[key]++;
    return true;
}

static struct visits seen;

static void range_or_change(void *unused, unsigned id)
{
    uint64_t value;
    (void)unused;
    if (id == 0) {
        PROMISE(subject->range(subject->map, note_visit, &seen));
    } else {
        subject->store(subject->map, COMES, OLD + COMES);
        subject->store(subject->map, ALSO_COMES, OLD + ALSO_COMES);
        subject->load_and_delete(subject->map, GOES, &value);
    }
}

static void promise_visits(void)
{
    PROMISE_THAT(!seen.wrong_value, "a key was visited with a value that it "
                                    "never had");
    PROMISE_THAT(seen.times[STAYS] == 1 && seen.times[ALSO_STAYS] == 1,
                 "a key that was there from beginning to end was visited %u "
                 "and %u times",
                 seen.times[STAYS], seen.times[ALSO_STAYS]);
    PROMISE_THAT(seen.times[COMES] <= 1 && seen.times[ALSO_COMES] <= 1 &&
                     seen.times[GOES] <= 1,
                 "a key that came or went was visited more than once");
}

static void range_beside_changes(void)
{
    seen = (struct visits){{0}, false};
    subject->store(subject->map, STAYS, OLD + STAYS);
    subject->store(subject->map, ALSO_STAYS, OLD + ALSO_STAYS);
    subject->store(subject->map, GOES, OLD + GOES);
    run_threads(2, range_or_change, NULL);
    promise_visits();
    subject->destroy(subject->map);
}

FOR_BOTH(range, range_beside_changes())

// The callback calls every function of the map, and range itself.
static bool visit_and_call(void *argument, uint64_t key, uint64_t value)
{
    uint64_t other;
    note_visit(argument, key, value);
    if (key == STAYS) {
        subject->store(subject->map, COMES, OLD + COMES);
        subject->load_and_delete(subject->map, COMES, &other);
        subject->load_or_store(subject->map, STAYS, 99, &other);
        subject->cas(subject->map, STAYS, 99, 98);
        subject->len(subject->map);
    }
    return true;
}

static bool visit_and_range(void *argument, uint64_t key, uint64_t value)
{
    struct visits inner = {{0}, false};
    (void)key;
    (void)value;
    if (*(unsigned *)argument == 0)
        subject->range(subject->map, note_visit, &inner);
    *(unsigned *)argument += inner.times[STAYS];
    return true;
}

static void store_meanwhile(void *unused, unsigned id)
{
    unsigned inner = 0;
    (void)unused;
    if (id == 0) {
        PROMISE(subject->range(subject->map, visit_and_call, &seen));
        PROMISE(subject->range(subject->map, visit_and_range, &inner));
        PROMISE_THAT(inner == 1,
                     "a range inside a range visited key %d %u "
                     "times",
                     STAYS, inner);
    } else {
        subject->store(subject->map, GOES, OLD + GOES);
    }
}

static void range_that_calls(void)
{
    seen = (struct visits){{0}, false};
    subject->store(subject->map, STAYS, OLD + STAYS);
    subject->store(subject->map, ALSO_STAYS, OLD + ALSO_STAYS);
    run_threads(2, store_meanwhile, NULL);
    promise_visits();
    subject->destroy(subject->map);
}

FOR_BOTH(range_that_calls, range_that_calls())

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
    subject->store(subject->map, STAYS, OLD);
    subject->store(subject->map, ALSO_STAYS, OLD);
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
