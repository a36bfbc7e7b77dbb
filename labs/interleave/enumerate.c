// enumerate.c - see enumerate.h.
//
// The step model: a step is one plain access to memory that other threads may
// reach, one atomic operation, or one operation on a lock or its like. What
// nobody else can see (a thread's start and end, its creation, its join, work
// on its own stack) happens at once. Each order of steps is one schedule, and
// all schedules count alike.
#include "enumerate.h"

#include "log.h"
#include "shared.h"
#include "worker.h"

#include <stdio.h>
#include <string.h>

static void count_text(const char *text)
{
    struct exploration *e = &shared->exploration;
    uint32_t i = 0;

    while (i < e->counted_count && strcmp(shared->counted[i].text, text) != 0)
        i++;
    e->counted_total++;
    if (i == OUTCOMES_MAX)
        return;
    if (i == e->counted_count) {
        snprintf(shared->counted[i].text, OUTCOME_TEXT, "%s", text);
        shared->counted[i].count = 0;
        e->counted_count++;
    }
    shared->counted[i].count++;
}

static void name_failure(char text[OUTCOME_TEXT])
{
    const struct failure *f = &shared->failure;

    snprintf(text, OUTCOME_TEXT, "%s%s%.*s", failure_kind_name(f->kind),
             *f->text ? ": " : "", OUTCOME_TEXT - 40, f->text);
}

static void count_schedule(enum run_status status)
{
    char text[OUTCOME_TEXT];
    struct trace trace;

    if (status != RUN_DONE && status != RUN_FAILED)
        return;
    if (worker_options->end_name) {
        log_close(&trace);
        worker_options->end_name(&trace, text);
    } else if (status == RUN_FAILED) {
        name_failure(text);
    } else {
        snprintf(text, sizeof text, "%s", shared->result);
    }
    count_text(text);
}

static void forget(void)
{
    shared->exploration.counted_count = 0;
    shared->exploration.counted_total = 0;
}

void collect(struct search_plan *plan, struct search_result *result)
{
    shared->exploration.counted = shared->counted;
    forget();
    plan->count = count_schedule;
    plan->forget = forget;
    plan->logged = worker_options->end_name != NULL;
    search(plan, result);
}

void enumerate(struct search_plan *plan, struct search_result *result)
{
    plan->first_bound = plan->last_bound = UINT8_MAX;
    plan->strategy = STRATEGY_BOUNDED;
    plan->use_cache = false;
    plan->points = POINTS_SHARED;
    plan->races = RACE_EXPECTED;
    plan->silent_steps = true;
    collect(plan, result);
}
