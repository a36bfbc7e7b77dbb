// backend.c - the kit's backend that explores: see backend.h of the kit.
//
// A scenario runs in simulated thread T0, once a schedule, and the driver's own
// data is put back each time. What a schedule has to tell the parent goes
// through `kept`, which all processes share.
#define _GNU_SOURCE  // MAP_ANONYMOUS
#include "backend.h"

#include "explore.h"
#include "outputs.h"
#include "play.h"
#include "thread.h"
#include "trace_report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { REPORT_WIDTH = 78 };  // a score sheet indents it

struct kept {
    unsigned long promises;  // of the last schedule that ended or broke one
    char kind[24];           // of the promise that was broken
    size_t counts;
    struct count count[RECORD_COUNTS];
    char evidence[RECORD_EVIDENCE];
};

static struct kept *kept;
static const struct scenario *the_scenario;

// --- inside a schedule -------------------------------------------------------

static void keep(const struct record *record, const char *kind)
{
    kept->promises = record->promises;
    kept->counts = record->counts;
    memcpy(kept->count, record->count, record->counts * sizeof *kept->count);
    snprintf(kept->kind, sizeof kept->kind, "%s", kind);
    snprintf(kept->evidence, sizeof kept->evidence, "%s", record->evidence);
}

static void body(void)
{
    scenario_restart();
    the_scenario->body();
    keep(backend_record(), "");
}

static _Noreturn void break_outside(const char *kind, const char *sentence)
{
    struct record *record = backend_record();

    record->outcome = OUTCOME_FAILED;
    snprintf(record->kind, sizeof record->kind, "%s", kind);
    snprintf(record->sentence, sizeof record->sentence, "%s", sentence);
    backend_answer(record);
    _exit(1);
}

_Noreturn void backend_broken(const char *kind, const char *sentence,
                              const char *file, int line)
{
    if (!explore_active())
        break_outside(kind, sentence);
    keep(backend_record(), kind);
    explore_promise_broken(sentence, file, line);
    abort();
}

_Noreturn void backend_finish(void)
{
    if (!explore_active())
        _exit(0);
    keep(backend_record(), "");
    thread_end_program(0, 0);
}

void backend_fatal(const char *message)
{
    if (!explore_active())
        return;
    keep(backend_record(), "fatal");
    // A scenario that must die of this has, in this schedule, kept its promise.
    if (the_scenario->dies_of && strcmp(message, the_scenario->dies_of) == 0)
        thread_end_program(0, 0);
    explore_fatal(message);
}

unsigned backend_thread(void)
{
    return explore_thread();
}

void backend_call(const char *text)
{
    explore_call(text);
}

void backend_return(const char *text)
{
    explore_return(text);
}

void backend_result(const char *text)
{
    explore_result(text);
}

// --- the order ---------------------------------------------------------------

static uint32_t hash_text(const char *text)
{
    uint32_t hash = 2166136261u;

    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return (hash ^ hash >> 16) | 1u << 31;  // never 0, which means "compute"
}

static enum race_policy policy_of(enum races races)
{
    return races == RACES_FAIL     ? RACE_FAILS
           : races == RACES_RECORD ? RACE_RECORDED
                                   : RACE_EXPECTED;
}

static struct explore_options options_of(const struct job *job,
                                         const struct scenario *scenario)
{
    return (struct explore_options){
        .lab = job->lab,
        .scenario = scenario->name,
        .body = body,
        .mode = job->deed == DEED_COUNT ? EXPLORE_ENUMERATE
                : *job->token           ? EXPLORE_REPLAY
                                        : EXPLORE_SEARCH,
        .races = policy_of(job->races),
        .bound = job->bound,
        .budget = job->deed == DEED_COUNT ? 0 : job->budget,
        .seed = job->seed,
        .token = job->token,
        .show = scenario_show,
        .candidate = *job->hash ? hash_text(job->hash) : 0,
        .in_process = getenv("INTERLEAVE_IN_PROCESS") != NULL,
    };
}

// --- the verdict -------------------------------------------------------------

// One word a kind, as records have it.
static const char *kind_of(const struct failure *f)
{
    const struct failure *seen = f->consequence ? f->consequence : f;

    if (f->kind == FAILURE_RACE)
        return "race";
    if (seen->kind == FAILURE_PROMISE && *kept->kind)
        return kept->kind;
    return failure_kind_name(seen->kind);
}

// What the code under test makes impossible to judge is its own failure; what
// the machine or the explorer cannot do is not.
static bool is_candidates_matter(enum unjudged why)
{
    return why == UNJUDGED_NONDETERMINISTIC || why == UNJUDGED_UNSUPPORTED ||
           why == UNJUDGED_LIMIT || why == UNJUDGED_NOT_CONFIRMED;
}

static void tell_unjudged(struct record *record, const struct exploration *x)
{
    record->outcome =
        is_candidates_matter(x->unjudged) ? OUTCOME_FAILED : OUTCOME_CANNOT;
    snprintf(record->kind, sizeof record->kind, "unjudgeable");
    if (x->unjudged != UNJUDGED_TOKEN)
        return;
    snprintf(record->kind, sizeof record->kind, "token");
    snprintf(record->sentence, sizeof record->sentence, "%s", x->reason);
}

// A person sees how much of a token still fits; a judge asks about one program.
static bool is_of_another_program(const struct job *job,
                                  const struct exploration *x)
{
    return *job->nonce && x->replay.asked && x->replay.changed &&
           x->unjudged != UNJUDGED_TOKEN;
}

static void tell_of_another_program(struct record *record)
{
    record->outcome = OUTCOME_CANNOT;
    snprintf(record->kind, sizeof record->kind, "token");
    snprintf(record->sentence, sizeof record->sentence,
             "the token is of another program, or of an earlier version of "
             "this one");
}

// A native run dies once; here every schedule died.
static void tell_dead(struct record *record)
{
    record->outcome = OUTCOME_FAILED;
    snprintf(record->kind, sizeof record->kind, "fatal");
    snprintf(record->sentence, sizeof record->sentence, "%s",
             the_scenario->dies_of);
}

static void tell_clean(struct record *record)
{
    record->outcome = OUTCOME_KEPT;
    if (the_scenario->dies_of)
        tell_dead(record);
    if (record->promises || the_scenario->dies_of)
        return;
    record->outcome = OUTCOME_CANNOT;
    snprintf(record->sentence, sizeof record->sentence,
             "the scenario stated no promise: an error of the lab");
}

static void tell_failed(struct record *record, const struct exploration *x)
{
    record->outcome = OUTCOME_FAILED;
    snprintf(record->kind, sizeof record->kind, "%s", kind_of(x->failure));
    report_where(record->where, sizeof record->where, x);
    if (strlen(x->token) < sizeof record->token)
        snprintf(record->token, sizeof record->token, "%s", x->token);
}

// What the scenario noted, such as a table of calls, comes first.
static void print_evidence(FILE *out)
{
    if (*kept->evidence)
        fprintf(out, "%s\n", kept->evidence);
}

static void add_evidence(struct record *record, const struct exploration *x)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    if (!out)
        return;
    print_evidence(out);
    report_text(out, x, REPORT_WIDTH, false);
    fclose(out);
    snprintf(record->evidence, sizeof record->evidence, "%s", text);
    free(text);
}

// For a person who asked for one schedule, or the program that draws it.
static void print_replay(const struct job *job, const struct exploration *x)
{
    if (job->json) {
        report_json(stdout, x);
    } else {
        print_evidence(stdout);
        outputs_show(x, REPORT_WIDTH, false);
    }
    bool written = outputs_write(x, job->json);
    fflush(stdout);
    if (!written)
        exit(2);
}

// For a program that asked for the counts; nothing if they are not whole.
static void print_counts(const struct exploration *x)
{
    for (uint32_t i = 0; x->coverage.unbounded && i < x->counted_count; i++)
        printf("%" PRIu64 " %s\n", x->counted[i].count, x->counted[i].text);
    fflush(stdout);
}

static void tell(struct record *record, const struct job *job,
                 const struct exploration *x)
{
    record->promises = kept->promises;
    record->counts = kept->counts;
    memcpy(record->count, kept->count, sizeof record->count);
    record->schedules = (unsigned long)x->coverage.schedules;
    record->every = x->coverage.inequivalent ? 2 : x->coverage.every;
    record->switches = (unsigned long)x->coverage.switch_points;
    report_sentence(record->sentence, sizeof record->sentence, x);
    report_coverage(record->coverage, sizeof record->coverage, x);
    if (is_of_another_program(job, x))
        tell_of_another_program(record);
    else if (x->answer == ANSWER_FAILED)
        tell_failed(record, x);
    else if (x->answer == ANSWER_CLEAN)
        tell_clean(record);
    else
        tell_unjudged(record, x);
    if (job->deed == DEED_COUNT)
        print_counts(x);
    else if (*job->token && !*job->nonce)
        print_replay(job, x);
    else if (x->answer == ANSWER_FAILED && record->outcome == OUTCOME_FAILED)
        add_evidence(record, x);
}

void backend_run(const struct job *job, const struct scenario *scenario,
                 struct record *record)
{
    struct explore_options options = options_of(job, scenario);

    report_sources(getenv("JUDGE_FROM"));
    the_scenario = scenario;
    kept = mmap(NULL, sizeof *kept, PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (kept == MAP_FAILED) {
        record->outcome = OUTCOME_CANNOT;
        snprintf(record->sentence, sizeof record->sentence,
                 "no memory for the explorer");
        return;
    }
    if (job->deed == DEED_PLAY)
        exit(play(&options));
    if (job->deed == DEED_TREE)
        exit(play_tree(stdout, &options));
    tell(record, job, explore(&options));
}
