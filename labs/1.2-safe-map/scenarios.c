// scenarios.c - lab 1.2: small crowds on one map.
#include "scenarios.h"

#include "thread.h"

// --- two or three threads, a call each --------------------------------------

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
