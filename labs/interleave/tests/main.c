// main.c - explores the scenario of a test program and prints what came out, a
// line a fact, for run.sh to compare.
//
//     PROGRAM [name=value ...]
//
// bound, budget, steps, races, spurious, only, cache, plain, seed, leaks,
// minimise, collect, candidate, strategy; token=... replays, enumerate=1 counts
// all schedules, classes=1 those of each class, naive=1 those with a race.
#include "explore.h"
#include "trace_class.h"
#include "trace_races.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void scenario(void);

static struct explore_options options = {
    .lab = "t",
    .scenario = "s",
    .body = scenario,
    .bound = 2,
    .budget = 20000,
};

static enum explore_strategy strategy_named(const char *name)
{
    for (int i = 0; i < STRATEGIES; i++)
        if (strcmp(name, strategy_name((enum explore_strategy)i)) == 0)
            return (enum explore_strategy)i;
    fprintf(stderr, "main: there is no strategy %s\n", name);
    exit(2);
}

static void set(const char *argument)
{
    const char *value = strchr(argument, '=');
    unsigned long number = value ? strtoul(value + 1, NULL, 10) : 0;
    size_t name = value ? (size_t)(value - argument) : 0;

#define IS(text) (name == strlen(text) && strncmp(argument, text, name) == 0)
    if (IS("bound"))
        options.bound = (unsigned)number;
    else if (IS("strategy"))
        options.strategy = strategy_named(value + 1);
    else if (IS("budget"))
        options.budget = number;
    else if (IS("steps"))
        options.steps = (uint32_t)number;
    else if (IS("spurious"))
        options.spurious = (unsigned)number;
    else if (IS("leaks"))
        options.leaks_allowed = number;
    else if (IS("only"))
        options.only = number;
    else if (IS("seed"))
        options.seed = number;
    else if (IS("cache"))
        options.no_cache = !number;
    else if (IS("minimise"))
        options.no_minimise = !number;
    else if (IS("plain"))
        options.plain_points = number;
    else if (IS("candidate"))
        options.candidate = (uint32_t)number;
    else if (IS("in_process"))
        options.in_process = number;
    else if (IS("collect"))
        options.collect = number;
    else if (IS("classes")) {
        options.collect = true;
        options.end_name = trace_class;
    } else if (IS("naive")) {
        options.collect = true;
        options.end_name = trace_races;
    } else if (IS("enumerate"))
        options.mode = EXPLORE_ENUMERATE;
    else if (IS("races"))
        options.races = value[1] == 'f'   ? RACE_FAILS
                        : value[1] == 'r' ? RACE_RECORDED
                                          : RACE_EXPECTED;
    else if (IS("token")) {
        options.mode = EXPLORE_REPLAY;
        options.token = value + 1;
    } else {
        fprintf(stderr, "main: what is %s?\n", argument);
        exit(2);
    }
}

static const char *kind_of(const struct failure *f)
{
    return f->kind == FAILURE_MISUSE ? misuse_name(f->misuse)
                                     : failure_kind_name(f->kind);
}

static void print_failure(const struct exploration *e)
{
    const struct failure *f = e->failure;

    printf("failed: %s\n", kind_of(f));
    if (f->consequence)
        printf("consequence: %s\n", kind_of(f->consequence));
    printf("thread: T%u\n", f->thread);
    if (*f->text)
        printf("text: %s\n", f->text);
    printf("token: %s\n", e->token);
    printf("found after: %" PRIu64 "\n", e->found_after);
    printf("confirmed: %u\n", e->confirmed);
}

static void print_coverage(const struct coverage *c)
{
    printf("coverage: bound %d of %u, %s%s%" PRIu64 " schedules, %" PRIu64
           " skipped, %u threads, %u operations, %s%s\n",
           c->bound_done, c->bound, c->every ? "every, " : "",
           c->unbounded ? "unbounded, " : "", c->schedules, c->skipped,
           c->threads, c->longest, c->reduction ? "cache" : "no reduction",
           c->has_spin_loop ? ", spin loop" : "");
    for (uint32_t i = 0; i < c->stages; i++)
        printf("stage: %s, bound %u, %" PRIu64 " schedules, %" PRIu64
               " skipped%s\n",
               strategy_name(c->stage[i].strategy), c->stage[i].bound,
               c->stage[i].schedules, c->stage[i].skipped,
               c->stage[i].finished ? ", finished" : "");
    if (c->inequivalent)
        printf("inequivalent: %" PRIu64 "\n", c->classes);
}

static void print_trace(const struct trace *t)
{
    printf("trace: %u events, %u switches, hash %016" PRIx64 "\n",
           t->event_count, t->forced_switches, t->hash);
}

static void print_replay(const struct replay *r)
{
    printf("replay: %s, %u of %u fit%s%s\n", r->changed ? "changed" : "same",
           r->fitted, r->switches, *r->misfit ? ": " : "", r->misfit);
}

static void print_counted(const struct exploration *e)
{
    for (uint32_t i = 0; i < e->counted_count; i++)
        printf("count: %" PRIu64 " %s\n", e->counted[i].count,
               e->counted[i].text);
}

int main(int argc, char **argv)
{
    const struct exploration *e;

    for (int i = 1; i < argc; i++)
        set(argv[i]);
    e = explore(&options);
    if (e->answer == ANSWER_FAILED)
        print_failure(e);
    else if (e->answer == ANSWER_CLEAN)
        printf("clean\n%s%s%s", *e->token ? "token: " : "", e->token,
               *e->token ? "\n" : "");
    else
        printf("unjudged: %d %s\n", e->unjudged, e->reason);
    if (e->race_count)
        printf("races: %u\n", e->race_count);
    if (e->replay.asked)
        print_replay(&e->replay);
    print_coverage(&e->coverage);
    if (e->trace.event)
        print_trace(&e->trace);
    print_counted(e);
    return e->answer == ANSWER_FAILED ? 1 : e->answer == ANSWER_CLEAN ? 0 : 3;
}
