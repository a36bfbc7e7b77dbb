// scenarios_range.c - a walk over a map that others change, and that the
// visitor calls.
#include "scenarios.h"

#include "thread.h"

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
