// explore.c - see explore.h: the worker, what it does in which order, and the
// parent that waits for it.
#define _GNU_SOURCE  // MAP_ANONYMOUS
#include "explore.h"

#include "determinism.h"
#include "enumerate.h"
#include "minimise.h"
#include "race.h"
#include "schedule.h"
#include "shared.h"
#include "log.h"
#include "token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    CONSEQUENCE_BUDGET = 20000,
    CONSEQUENCE_BOUND = 2,
    ENUMERATE_BUDGET = 20000000,
};

static const struct explore_options *options;
static struct search_result found, later;
static struct token token;
static struct switch_list smallest;

static struct exploration *answer(void)
{
    return &shared->exploration;
}

// --- showing one schedule ----------------------------------------------------

static uint32_t steps(void)
{
    return options->steps ? options->steps : STEPS_DEFAULT;
}

static enum run_status show(const struct switch_list *switches,
                            enum race_policy races)
{
    struct replay_result fit;
    const struct replay_plan plan = {switches, races, steps(),
                                     options->spurious, true};
    if (races != RACE_FAILS)
        race_recorded = 0;  // the trace has its own events of them
    enum run_status status = replay(&plan, &fit);
    log_close(&answer()->trace);
    answer()->replay.fitted = fit.fitted;
    snprintf(answer()->replay.misfit, REASON_MAX, "%s", fit.misfit);
    return status;
}

static void print_token(const struct switch_list *switches,
                        enum race_policy races)
{
    snprintf(token.lab, sizeof token.lab, "%s", options->lab);
    snprintf(token.scenario, sizeof token.scenario, "%s", options->scenario);
    token.races_go_on = races != RACE_FAILS;
    token.switches = *switches;
    if (!token_print(&token, answer()->token))
        snprintf(answer()->token, TOKEN_MAX, "%s", "");
}

static void could_not_judge(enum unjudged why, const char *reason)
{
    answer()->answer = ANSWER_UNJUDGED;
    answer()->unjudged = why;
    if (reason)
        snprintf(answer()->reason, REASON_MAX, "%s", reason);
}

// --- a failure ---------------------------------------------------------------

static void make_small(const struct switch_list *switches,
                       enum race_policy races)
{
    const struct replay_plan plan = {switches, races, steps(),
                                     options->spurious, false};
    smallest = *switches;
    if (!options->no_minimise)
        answer()->minimised_by += minimise(&plan, &smallest);
}

static struct search_plan plan_of(enum race_policy races)
{
    return (struct search_plan){
        .last_bound = options->bound,
        .budget = options->budget ? options->budget : BUDGET_DEFAULT,
        .only = options->only,
        .use_cache = !options->no_cache,
        .points = options->plain_points ? POINTS_SHARED : POINTS_NONE,
        .races = races,
        .steps = steps(),
        .spurious = options->spurious,
    };
}

// Look for a schedule in which the race found does harm.
static bool find_consequence(void)
{
    struct search_plan plan = plan_of(RACE_EXPECTED);

    plan.only = 0;
    plan.use_cache = false;
    if (plan.last_bound < CONSEQUENCE_BOUND)
        plan.last_bound = CONSEQUENCE_BOUND;
    if (plan.budget > CONSEQUENCE_BUDGET)
        plan.budget = CONSEQUENCE_BUDGET;
    search(&plan, &later);
    return later.status == RUN_FAILED;
}

// Tell the failure as what the race led to. The first race of the trace shown
// is told; one that does not happen there keeps what was known of it.
static void tell_as_consequence(void)
{
    if (race_recorded)
        shared->race = shared->recorded[0];
    else
        shared->race.first.event = shared->race.second.event = EVENT_NONE;
    shared->race.consequence = &shared->failure;
    answer()->failure = &shared->race;
}

static void show_failure(const struct switch_list *switches,
                         enum race_policy races)
{
    make_small(switches, races);
    answer()->answer = ANSWER_FAILED;
    answer()->failure = &shared->failure;
    if (show(&smallest, races) != RUN_FAILED)
        could_not_judge(UNJUDGED_NOT_CONFIRMED,
                        "the failure did not come again when its schedule was "
                        "replayed: does the code depend on something that "
                        "changes from run to run?");
    print_token(&smallest, races);
}

// First the race with its stacks, then, if there is one, its consequence.
static void show_race(void)
{
    show_failure(&found.switches, RACE_FAILS);
    if (answer()->answer != ANSWER_FAILED)
        return;
    shared->race = shared->failure;
    depot_keep();
    if (!find_consequence()) {
        show(&smallest, RACE_FAILS);
        return;
    }
    show_failure(&later.switches, RACE_RECORDED);
    if (answer()->answer == ANSWER_FAILED)
        tell_as_consequence();
}

static void show_found(enum race_policy races)
{
    answer()->found_after = found.coverage.schedules;
    if (shared->failure.kind == FAILURE_RACE)
        show_race();
    else
        show_failure(&found.switches, races);
}

// --- the modes ---------------------------------------------------------------

static void list_races(void)
{
    if (options->races != RACE_RECORDED)
        return;
    answer()->race = shared->recorded;
    answer()->race_count = race_recorded;
}

static void answer_clean(void)
{
    const struct coverage *c = &answer()->coverage;

    answer()->answer = ANSWER_CLEAN;
    if (c->threads >= 2 && !c->switch_points)
        could_not_judge(UNJUDGED_NO_CHOICE,
                        "the scenario has two threads but never a moment at "
                        "which both could run: this is an error of the "
                        "scenario, nothing was tested");
}

// Races were recorded and nothing else was found: then the race is it.
static bool only_a_race(void)
{
    struct search_plan plan = plan_of(RACE_FAILS);

    if (options->races != RACE_RECORDED || !race_recorded)
        return false;
    search(&plan, &found);
    return found.status == RUN_FAILED;
}

static void run_search(void)
{
    struct search_plan plan = plan_of(options->races);

    search(&plan, &found);
    answer()->coverage = found.coverage;
    list_races();
    if (found.shown) {
        log_close(&answer()->trace);
        print_token(&found.switches, options->races);
        answer()->answer =
            found.status == RUN_FAILED ? ANSWER_FAILED : ANSWER_CLEAN;
        answer()->failure = &shared->failure;
    } else if (found.status == RUN_LIMIT) {
        could_not_judge(answer()->unjudged, NULL);
    } else if (found.status == RUN_FAILED) {
        show_found(options->races);
    } else if (only_a_race()) {
        uint32_t races = race_recorded;
        show_failure(&found.switches, RACE_FAILS);
        answer()->race_count = races;
    } else {
        answer_clean();
    }
}

static void run_enumeration(void)
{
    struct search_plan plan = plan_of(RACE_EXPECTED);

    if (!options->budget)
        plan.budget = ENUMERATE_BUDGET;
    if (options->mode == EXPLORE_ENUMERATE)
        enumerate(&plan, &found);
    else
        collect(&plan, &found);
    answer()->coverage = found.coverage;
    answer()->answer = ANSWER_CLEAN;
    if (found.status == RUN_LIMIT)
        could_not_judge(answer()->unjudged, NULL);
}

static void run_replay(void)
{
    static struct token asked;
    const char *wrong = token_parse(options->token, &asked);
    struct replay *r = &answer()->replay;
    enum run_status status;

    r->asked = true;
    if (wrong) {
        could_not_judge(UNJUDGED_TOKEN, wrong);
        return;
    }
    r->changed = asked.hash != (token.hash & 0xffff);
    r->switches = asked.switches.count;
    status =
        show(&asked.switches, asked.races_go_on ? RACE_RECORDED : RACE_FAILS);
    answer()->coverage.schedules = 1;
    answer()->coverage.threads = clock_width;
    answer()->failure = &shared->failure;
    answer()->answer = status == RUN_FAILED ? ANSWER_FAILED : ANSWER_CLEAN;
    print_token(&switches_taken,
                asked.races_go_on ? RACE_RECORDED : RACE_FAILS);
    list_races();
    if (status == RUN_FAILED && asked.races_go_on && race_recorded &&
        options->races == RACE_FAILS)
        tell_as_consequence();
    if (status == RUN_LIMIT)
        could_not_judge(answer()->unjudged, NULL);
    else if (!r->changed && r->fitted < r->switches)
        could_not_judge(UNJUDGED_TOKEN,
                        "the token does not belong to this program: a switch "
                        "in it does not fit, though the code is the same");
}

// --- the worker --------------------------------------------------------------

static void work(void)
{
    schedule_body = options->body;
    schedule_seed = options->seed;
    token.hash =
        options->candidate ? options->candidate : token_hash_of_program();
    schedule_start();
    race_forget_known();
    if (options->mode == EXPLORE_REPLAY)
        run_replay();
    else if (!determinism_holds(steps(), options->spurious))
        could_not_judge(UNJUDGED_NONDETERMINISTIC, NULL);
    else if (options->mode == EXPLORE_ENUMERATE || options->collect)
        run_enumeration();
    else
        run_search();
    answer()->coverage.inline_assembly = options->inline_assembly;
    shared->answered = true;
}

// --- the parent --------------------------------------------------------------

static bool run_worker(void (*worker)(void))
{
    int status = 0;
    pid_t child;

    fflush(NULL);
    child = fork();
    if (child == 0) {
        worker();
        _exit(0);
    }
    return child > 0 && waitpid(child, &status, 0) == child &&
           WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// In a process of its own, with tables of its own: only the hash comes back.
static uint64_t *confirmed_hash;

static void confirm_in_child(void)
{
    static struct token same;

    token_parse(answer()->token, &same);
    mmap((void *)SHARED_BASE, sizeof *shared, PROT_READ | PROT_WRITE,
         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
    schedule_body = options->body;
    schedule_seed = options->seed;
    schedule_start();
    if (show(&same.switches, same.races_go_on ? RACE_RECORDED : RACE_FAILS) ==
        RUN_FAILED)
        *confirmed_hash = answer()->trace.hash;
}

static void confirm(void)
{
    if (answer()->answer != ANSWER_FAILED || !*answer()->token ||
        options->mode != EXPLORE_SEARCH || options->only)
        return;
    confirmed_hash = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (run_worker(confirm_in_child) && *confirmed_hash == answer()->trace.hash)
        answer()->confirmed = 1;
    else
        could_not_judge(UNJUDGED_NOT_CONFIRMED,
                        "the failure did not come again in a fresh process: "
                        "does the code depend on addresses, on time or on "
                        "memory it never wrote?");
    munmap(confirmed_hash, PAGE);
}

const struct exploration *explore(const struct explore_options *asked)
{
    static struct exploration nothing;

    options = asked;
    if (!shared_map()) {
        nothing.answer = ANSWER_UNJUDGED;
        nothing.unjudged = UNJUDGED_INTERNAL;
        snprintf(nothing.reason, REASON_MAX,
                 "the explorer's address range is in use");
        return &nothing;
    }
    memset(&shared->exploration, 0, sizeof shared->exploration);
    memset(&shared->failure, 0, sizeof shared->failure);
    shared->answered = false;
    shared->schedules = 0;
    shared->event_count = shared->block_count = 0;
    depot_clear();
    if (asked->in_process)
        work();
    else if (!run_worker(work) || !shared->answered)
        could_not_judge(UNJUDGED_INTERNAL,
                        "the explorer itself failed: please report the "
                        "program that did it");
    if (!asked->in_process)
        confirm();
    return &shared->exploration;
}
