// worker.c - what the worker does, in which order; see worker.h.
#include "worker.h"

#include "determinism.h"
#include "enumerate.h"
#include "heap.h"
#include "minimise.h"
#include "race.h"
#include "schedule.h"
#include "shared.h"
#include "stages.h"
#include "log.h"
#include "steer.h"
#include "token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CONSEQUENCE_BUDGET = 20000,
    CONSEQUENCE_BOUND = 2,
    ENUMERATE_BUDGET = 20000000,
};

const struct explore_options *worker_options;
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
    return worker_options->steps ? worker_options->steps : STEPS_DEFAULT;
}

static enum run_status show(const struct switch_list *switches,
                            enum race_policy races)
{
    struct replay_result fit;
    const struct replay_plan plan = {switches, races, steps(),
                                     worker_options->spurious, true};
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
    snprintf(token.lab, sizeof token.lab, "%s", worker_options->lab);
    snprintf(token.scenario, sizeof token.scenario, "%s",
             worker_options->scenario);
    token.races_go_on = races != RACE_FAILS;
    token.switches = *switches;
    if (!token_print(&token, answer()->token))
        snprintf(answer()->token, TOKEN_MAX, "%s", "");
}

void worker_could_not_judge(enum unjudged why, const char *reason)
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
                                     worker_options->spurious, false};
    smallest = *switches;
    if (!worker_options->no_minimise)
        answer()->minimised_by += minimise(&plan, &smallest);
}

static struct search_plan plan_of(enum race_policy races)
{
    return (struct search_plan){
        .strategy = worker_options->strategy,
        .seed = worker_options->seed,
        .last_bound = worker_options->bound,
        .budget =
            worker_options->budget ? worker_options->budget : BUDGET_DEFAULT,
        .only = worker_options->only,
        .use_cache = !worker_options->no_cache,
        .points = worker_options->plain_points ? POINTS_SHARED : POINTS_NONE,
        .races = races,
        .steps = steps(),
        .spurious = worker_options->spurious,
    };
}

// Look for a schedule in which the race found does harm.
static bool find_consequence(void)
{
    struct search_plan plan = plan_of(RACE_EXPECTED);

    plan.strategy = STRATEGY_BOUNDED;
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
        worker_could_not_judge(
            UNJUDGED_NOT_CONFIRMED,
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
    if (worker_options->races != RACE_RECORDED)
        return;
    answer()->race = shared->recorded;
    answer()->race_count = race_recorded;
}

static void answer_clean(void)
{
    const struct coverage *c = &answer()->coverage;

    answer()->answer = ANSWER_CLEAN;
    if (c->threads >= 2 && !c->switch_points && !worker_options->whole_program)
        worker_could_not_judge(
            UNJUDGED_NO_CHOICE,
            "the scenario has two threads but never a moment at "
            "which both could run: this is an error of the "
            "scenario, nothing was tested");
}

// Races were recorded and nothing else was found: then the race is it.
static bool only_a_race(void)
{
    struct search_plan plan = plan_of(RACE_FAILS);

    if (worker_options->races != RACE_RECORDED || !race_recorded)
        return false;
    stages_search(&plan, &found);
    return found.status == RUN_FAILED;
}

static void run_search(void)
{
    struct search_plan plan = plan_of(worker_options->races);

    stages_search(&plan, &found);
    answer()->coverage = found.coverage;
    list_races();
    if (found.shown) {
        log_close(&answer()->trace);
        print_token(&found.switches, worker_options->races);
        answer()->answer =
            found.status == RUN_FAILED ? ANSWER_FAILED : ANSWER_CLEAN;
        answer()->failure = &shared->failure;
    } else if (found.status == RUN_LIMIT) {
        worker_could_not_judge(answer()->unjudged, NULL);
    } else if (found.status == RUN_FAILED) {
        show_found(worker_options->races);
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

    if (!worker_options->budget)
        plan.budget = ENUMERATE_BUDGET;
    if (worker_options->mode == EXPLORE_ENUMERATE)
        enumerate(&plan, &found);
    else
        collect(&plan, &found);
    answer()->coverage = found.coverage;
    answer()->answer = ANSWER_CLEAN;
    if (found.status == RUN_LIMIT)
        worker_could_not_judge(answer()->unjudged, NULL);
}

static void run_replay(void)
{
    static struct token asked;
    const char *wrong = token_parse(worker_options->token, &asked);
    struct replay *r = &answer()->replay;
    enum run_status status;

    r->asked = true;
    if (wrong) {
        worker_could_not_judge(UNJUDGED_TOKEN, wrong);
        return;
    }
    r->changed = asked.hash != (token.hash & 0xffff);
    r->switches = asked.switches.count;
    status =
        show(&asked.switches, asked.races_go_on ? RACE_RECORDED : RACE_FAILS);
    answer()->coverage.schedules = 1;
    answer()->coverage.threads = clock_width;
    answer()->failure = status == RUN_FAILED ? &shared->failure : NULL;
    answer()->answer = status == RUN_FAILED ? ANSWER_FAILED : ANSWER_CLEAN;
    print_token(&switches_taken,
                asked.races_go_on ? RACE_RECORDED : RACE_FAILS);
    list_races();
    if (status == RUN_FAILED && asked.races_go_on && race_recorded &&
        worker_options->races == RACE_FAILS)
        tell_as_consequence();
    if (status == RUN_LIMIT)
        worker_could_not_judge(answer()->unjudged, NULL);
    else if (!r->changed && r->fitted < r->switches)
        worker_could_not_judge(
            UNJUDGED_TOKEN,
            "the token does not belong to this program: a switch "
            "in it does not fit, though the code is the same");
}

// At a choice nothing has failed yet, whatever would follow by default.
static void run_steered(void)
{
    const struct steer_plan plan = {worker_options->pick, worker_options->picks,
                                    worker_options->show, worker_options->races,
                                    steps()};
    enum run_status status = steer(&plan, &shared->moment);

    log_close(&answer()->trace);
    answer()->moment = &shared->moment;
    answer()->answer = ANSWER_CLEAN;
    if (shared->moment.reached)
        return;
    print_token(&switches_taken, worker_options->races);
    if (status == RUN_LIMIT)
        worker_could_not_judge(answer()->unjudged, NULL);
    if (status != RUN_FAILED)
        return;
    answer()->answer = ANSWER_FAILED;
    answer()->failure = &shared->failure;
}

// --- the worker --------------------------------------------------------------

void worker_explore(void)
{
    schedule_body = worker_options->body;
    schedule_seed = worker_options->seed;
    heap_leaks_allowed = worker_options->leaks_allowed;
    token.hash = worker_options->candidate ? worker_options->candidate
                                           : token_hash_of_program();
    schedule_start();
    race_forget_known();
    if (worker_options->mode == EXPLORE_REPLAY)
        run_replay();
    else if (worker_options->mode == EXPLORE_STEER)
        run_steered();
    else if (!determinism_holds(steps(), worker_options->spurious))
        worker_could_not_judge(UNJUDGED_NONDETERMINISTIC, NULL);
    else if (worker_options->mode == EXPLORE_ENUMERATE ||
             worker_options->collect)
        run_enumeration();
    else
        run_search();
    answer()->coverage.inline_assembly = worker_options->inline_assembly;
    shared->answered = true;
}

bool worker_fails_again(const struct token *same)
{
    schedule_body = worker_options->body;
    schedule_seed = worker_options->seed;
    heap_leaks_allowed = worker_options->leaks_allowed;
    schedule_start();
    return show(&same->switches,
                same->races_go_on ? RACE_RECORDED : RACE_FAILS) == RUN_FAILED;
}
