// Lab 1.2: what a safe map is worth. 33 points: 20 for the mutex, 10 for
// the read-write lock, 3 for the tokens of wrong maps.
//
// What threads can do to each other is explored; what one thread can show is
// counted in a native run.
#include "judge.h"

#include <string.h>

// Explore each scenario of a list; the first that fails is the evidence.
static void explore_all(const char *const scenarios[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        EXPLORE(scenarios[i], .races = RACES_FAIL);
}

#define EXPLORE_ALL(...)                                                       \
    explore_all((const char *const[]){__VA_ARGS__},                            \
                sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static const char copied[] = "safe map used after it was copied";

// Run a scenario that calls a copy; the map has to notice.
static void must_be_caught(const char *scenario)
{
    static struct run run;
    judge_run(&run, &(struct order){.scenario = scenario, .dies_of = copied});
    if (run.no_record || strcmp(run.record.kind, "fatal") != 0 ||
        strcmp(run.record.sentence, copied) != 0)
        judge_fail("every call on a copy ends with fatal(\"safe map used after "
                   "it was copied\")",
                   judge_what_happened(&run),
                   "this call does not look where the map was first used");
}

// The same for each call of the contract, one after the other.
#define COPIES_ARE_CAUGHT(map)                                                 \
    each_must_be_caught((const char *const[]){                                 \
        map "_copy_load", map "_copy_store", map "_copy_load_or_store",        \
        map "_copy_load_and_delete", map "_copy_cas", map "_copy_range",       \
        map "_copy_len", map "_copy_destroy", NULL})

static void each_must_be_caught(const char *const *scenario)
{
    for (; *scenario; scenario++)
        must_be_caught(*scenario);
}

// --- the mutex ---------------------------------------------------------------

Test(safe_map, a_store_beside_any_call)
{
    POINTS(3, "a store beside any other call: one of them was first");
    READ("One mutex");
    EXPLORE_ALL("mutex_store_store", "mutex_store_load", "mutex_store_cas",
                "mutex_store_load_and_delete", "mutex_first_stores",
                "mutex_load_load");
}

Test(safe_map, load_or_store_is_one_step)
{
    POINTS(3, "load_or_store decides and stores in one step");
    READ("Check, then act");
    EXPLORE_ALL("mutex_load_or_store_twice", "mutex_store_load_or_store",
                "mutex_load_load_or_store",
                "mutex_load_or_store_load_and_delete",
                "mutex_load_or_store_cas", "mutex_three_load_or_store");
}

Test(safe_map, one_thread_wins_each_delete)
{
    POINTS(2, "of several deletes of a key, one returns true");
    READ("Check, then act");
    EXPLORE_ALL("mutex_load_and_delete_twice", "mutex_load_load_and_delete",
                "mutex_three_delete");
}

Test(safe_map, cas_loses_no_update)
{
    POINTS(2, "of several compare-and-swaps of a value, one succeeds");
    READ("Check, then act");
    EXPLORE_ALL("mutex_cas_twice", "mutex_load_cas",
                "mutex_load_and_delete_cas", "mutex_three_cas",
                "mutex_three_mixed");
}

Test(safe_map, calls_meet_a_growing_table)
{
    POINTS(2, "no key is lost while the table grows");
    READ("One mutex");
    EXPLORE_ALL("mutex_growth");
}

Test(safe_map, the_length_was_true_at_some_moment)
{
    POINTS(1, "len is a length that the map had");
    READ("One mutex");
    EXPLORE_ALL("mutex_length");
}

Test(safe_map, range_visits_what_stays_once)
{
    POINTS(2, "range visits every key that stays, once, beside changes");
    READ("Walking over a map that others change");
    EXPLORE_ALL("mutex_range");
    KEEPS(.scenario = "mutex_range_alone", .variant = "asan");
    KEEPS(.scenario = "mutex_range_alone");
    KEEPS(.scenario = "mutex_range_no_memory");
}

Test(safe_map, a_visit_may_call_the_map)
{
    POINTS(2, "the callback of range may call the map, range included");
    READ("Walking over a map that others change");
    EXPLORE_ALL("mutex_range_that_calls");
}

Test(safe_map, each_call_takes_one_lock)
{
    POINTS(1, "each call takes the lock exactly once");
    READ("What a lock costs, counted");
    KEEPS(.scenario = "mutex_locks");
}

Test(safe_map, a_copy_is_caught)
{
    POINTS(2, "a map that was copied after its first use is caught");
    READ("A value that must not be copied");
    COPIES_ARE_CAUGHT("mutex");
}

Test(safe_map, stays_whole_without_memory)
{
    GUARD("without memory nothing changes, and nothing leaks");
    READ("One mutex");
    KEEPS(.scenario = "mutex_no_memory");
    KEEPS(.scenario = "mutex_no_memory", .variant = "asan");
}

// --- the read-write lock ----------------------------------------------------

Test(safe_map, rwlock_pairs)
{
    POINTS(3, "read-write lock: any two calls on one key have an order");
    READ("Readers side by side");
    EXPLORE_ALL("rwlock_load_load", "rwlock_store_store", "rwlock_store_load",
                "rwlock_store_cas", "rwlock_store_load_and_delete",
                "rwlock_load_cas", "rwlock_load_load_or_store",
                "rwlock_load_load_and_delete", "rwlock_first_stores",
                "rwlock_growth", "rwlock_length");
}

Test(safe_map, rwlock_decides_under_the_write_lock)
{
    POINTS(3, "read-write lock: no decision is made under the read lock");
    READ("Readers side by side");
    EXPLORE_ALL("rwlock_load_or_store_twice", "rwlock_cas_twice",
                "rwlock_load_and_delete_twice", "rwlock_store_load_or_store",
                "rwlock_load_or_store_load_and_delete",
                "rwlock_load_or_store_cas", "rwlock_load_and_delete_cas",
                "rwlock_three_load_or_store", "rwlock_three_delete",
                "rwlock_three_cas", "rwlock_three_mixed");
}

Test(safe_map, rwlock_range)
{
    POINTS(2, "read-write lock: range, beside changes and calling the map");
    READ("Walking over a map that others change");
    EXPLORE_ALL("rwlock_range", "rwlock_range_that_calls");
    KEEPS(.scenario = "rwlock_range_alone", .variant = "asan");
    KEEPS(.scenario = "rwlock_range_alone");
    KEEPS(.scenario = "rwlock_range_no_memory");
}

Test(safe_map, rwlock_readers_share)
{
    POINTS(1, "read-write lock: what only reads takes it for reading");
    READ("What a lock costs, counted");
    KEEPS(.scenario = "rwlock_locks");
}

Test(safe_map, rwlock_copy)
{
    POINTS(1, "read-write lock: a copy is caught");
    READ("A value that must not be copied");
    COPIES_ARE_CAUGHT("rwlock");
}

Test(safe_map, rwlock_without_memory)
{
    GUARD("read-write lock: without memory nothing changes");
    READ("Readers side by side");
    KEEPS(.scenario = "rwlock_no_memory");
    KEEPS(.scenario = "rwlock_no_memory", .variant = "asan");
}

// --- be the scheduler --------------------------------------------------------

Test(safe_map, game1_is_broken)
{
    POINTS(1, "the token handed in breaks game 1");
    READ("One mutex");
    BREAKS("game1");
}

Test(safe_map, game2_is_broken)
{
    POINTS(1, "the token handed in breaks game 2");
    READ("Check, then act");
    BREAKS("game2");
}

Test(safe_map, game3_is_broken)
{
    POINTS(1, "the token handed in breaks game 3");
    READ("Check, then act");
    BREAKS("game3");
}
