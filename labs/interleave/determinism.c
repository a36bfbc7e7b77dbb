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
                 "this is not deterministic: run twice in the same order, it "
                 "took %u steps the first time and %u the second",
                 before, shared->event_count);
    else
        snprintf(shared->exploration.reason, REASON_MAX,
                 "this is not deterministic: run twice in the same order, step "
                 "%u (T%u, code at %#lx) was another one the second time. Does "
                 "it use time, addresses, or memory that it never wrote?",
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
