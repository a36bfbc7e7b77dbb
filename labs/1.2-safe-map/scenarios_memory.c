// scenarios_memory.c - one thread, and memory that runs out.
#include "scenarios.h"

#include "alloc.h"

// Every sentence here begins with what was done to the map, for a student would
// not guess it.
#define REFUSED "memory refused: "

enum { ALSO_REFUSED = 1000, LAST, UNTOUCHED = 7 };

// Returns: whether the key is stored, as the map says.
static bool load_or_store_last(void)
{
    uint64_t actual = UNTOUCHED;
    enum load_or_store result =
        subject->load_or_store(subject->map, LAST, OLD, &actual);
    PROMISE_THAT(result != LOADED,
                 REFUSED "%s_load_or_store() found a key that is absent",
                 subject->type);
    PROMISE_THAT(actual == (result == STORED ? OLD : UNTOUCHED),
                 REFUSED "%s_load_or_store() answered %s and left %llu in "
                         "*actual",
                 subject->type, result == STORED ? "STORED" : "NOT_STORED",
                 (unsigned long long)actual);
    return result == STORED;
}

// The map has the key exactly if the call said so.
static void promise_answer(uint64_t key, bool stored, const char *answer)
{
    uint64_t value = OLD;
    bool found = subject->load(subject->map, key, &value);
    PROMISE_THAT(found == stored, REFUSED "%s_%s, and the key is %s",
                 subject->type, answer, found ? "there" : "absent");
    PROMISE_THAT(value == OLD, REFUSED "%s_%s, and the key has another value",
                 subject->type, answer);
}

static void promise_store(uint64_t key, bool stored)
{
    promise_answer(key, stored,
                   stored ? "store() answered true" : "store() answered false");
}

// Run out at each allocation in turn; the map has all that was acknowledged.
static void run_out(int successes)
{
    uint64_t value, stored = 0;
    alloc_fail_after(successes);
    while (stored < 40 && subject->store(subject->map, stored, OLD))
        stored++;
    bool also = subject->store(subject->map, ALSO_REFUSED, OLD);
    bool chosen = load_or_store_last();
    alloc_fail_after(-1);
    for (uint64_t key = 0; key < 40 && key <= stored; key++)
        promise_store(key, key < stored);
    promise_store(ALSO_REFUSED, also);
    promise_answer(LAST, chosen,
                   chosen ? "load_or_store() answered STORED"
                          : "load_or_store() answered NOT_STORED");
    size_t said = stored + also + chosen, length = subject->len(subject->map);
    PROMISE_THAT(length == said,
                 REFUSED "%s_len() is %zu, and of the stores %zu were answered "
                         "as made",
                 subject->type, length, said);
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
