// determinism.c - see determinism.h.
#include "determinism.h"

#include "log.h"
#include "replay.h"
#include "shared.h"

#include <stdio.h>

static uint64_t hash_of[EVENTS_MAX];

static void run(uint32_t steps, unsigned spurious)
{
    static const struct switch_list none;
    const struct replay_plan plan = {&none, RACE_EXPECTED, steps, spurious,
                                     true};
    struct replay_result ignored;
    struct trace trace;

    replay(&plan, &ignored);
    log_close(&trace);
}

static void tell(uint32_t index, uint32_t before)
{
    const struct event *e = &shared->event[index];

    if (index >= shared->event_count)
        snprintf(shared->exploration.reason, REASON_MAX,
                 "run twice in the same order, it took %u steps the first time "
                 "and %u the second",
                 before, shared->event_count);
    else
        snprintf(shared->exploration.reason, REASON_MAX,
                 "run twice in the same order, step %u (T%u, code at %#lx) was "
                 "another one the second time. Does it use time, addresses, or "
                 "memory that it never wrote?",
                 index, e->thread, (unsigned long)e->pc);
}

bool determinism_holds(uint32_t steps, unsigned spurious)
{
    uint32_t count, i = 0;

    run(steps, spurious);
    count = shared->event_count;
    for (uint32_t k = 0; k < count; k++)
        hash_of[k] = log_hash_event(k, &shared->event[k]);
    run(steps, spurious);
    while (i < count && i < shared->event_count &&
           hash_of[i] == log_hash_event(i, &shared->event[i]))
        i++;
    if (i == count && count == shared->event_count)
        return true;
    tell(i, count);
    return false;
}

// --- while searching ---------------------------------------------------------

uint64_t determinism_signature(const struct choice *choice)
{
    const struct task *t = choice->task;
    uint64_t hash = sync_mix(t->id, t->operations);

    hash = sync_mix(hash, t->operation.pc);
    hash = sync_mix(hash, (uint64_t)t->operation.kind << 32 | choice->count);
    return sync_mix(hash, choice->is_value * 2u + choice->plain);
}

_Noreturn void determinism_is_lost(const struct choice *choice)
{
    snprintf(shared->exploration.reason, REASON_MAX,
             "operation %u of T%u is another one when the same schedule runs "
             "again",
             choice->task->operations, choice->task->id);
    shared->exploration.unjudged = UNJUDGED_NONDETERMINISTIC;
    scheduler_leave(RUN_LIMIT);
}
