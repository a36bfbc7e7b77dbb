// judge.c - see judge.h. One process a test: everything static here belongs to
// the one test that runs in it.
//
// From the environment (set by lab.mk):
//   JUDGE_LAB      the lab's folder name, 1.1-crash
//   JUDGE_OUT      where the drivers are and the results go
//   JUDGE_FILES    the candidate's files, as a person knows them
//   JUDGE_FROM     the candidate's folder
//   JUDGE_HASH     of the candidate's files, for tokens
//   JUDGE_UNCHECKED  why the gate could not look, if it could not
//   SEED           instead of one drawn anew
#define _GNU_SOURCE  // getrandom
#include "judge.h"

#include "job.h"
#include "place.h"
#include "result.h"
#include "set.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

static struct result result;

static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value ? value : "";
}

static void save(void)
{
    char folder[400];
    SET(folder, "%s/results", environment("JUDGE_OUT"));
    if (!result_save(&result, folder))
        fprintf(stderr, "judge: cannot write %s/%s\n", folder, result.test);
}

// --- a test's beginning and end ----------------------------------------------

static uint64_t draw_seed(void)
{
    uint32_t seed = 1;
    if (*environment("SEED"))
        return strtoull(environment("SEED"), NULL, 10);
    if (getrandom(&seed, sizeof seed, 0) != sizeof seed)
        seed = 1;
    return seed;
}

void judge_begin(int line, unsigned worth, const char *title)
{
    SET(result.test, "%s", criterion_current_test->name);
    SET(result.title, "%s", title);
    result.line = (unsigned)line;
    result.worth = worth;
    result.seed = draw_seed();
    save();
}

void judge_read(const char *section)
{
    SET(result.section, "%s", section);
    save();
}

_Noreturn static void end_test(enum verdict verdict)
{
    result.verdict = verdict;
    save();
    cr_assert_fail("see the score sheet");
    abort();  // cr_assert_fail() does not return, but does not say so
}

_Noreturn void judge_fail(const char *expected, const char *happened,
                          const char *why)
{
    SET(result.expected, "%s", expected);
    SET(result.happened, "%s", happened);
    SET(result.why, "%s", why);
    end_test(VERDICT_FAILED);
}

_Noreturn void judge_unchecked(const char *reason)
{
    SET(result.happened, "%s", reason);
    end_test(VERDICT_UNCHECKED);
}

void judge_evidence(const struct record *record)
{
    SET(result.evidence, "%s", record->evidence);
    SET(result.coverage, "%s", record->coverage);
    SET(result.token, "%s", record->token);
    if (*record->token)
        SET(result.again, "make replay TOKEN=%s", record->token);
    save();
}

// --- running -----------------------------------------------------------------

static void draw_nonce(char nonce[RECORD_NONCE + 1])
{
    unsigned char bytes[RECORD_NONCE / 2];
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
        judge_unchecked("the system gives no random numbers");
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(nonce + 2 * i, 3, "%02x", bytes[i]);
}

static void lab_number(char number[24])
{
    SET((*(char(*)[24])number), "%s", environment("JUDGE_LAB"));
    number[strcspn(number, "-")] = 0;
}

static bool is_explored(const struct order *order)
{
    return order->variant && strcmp(order->variant, "explored") == 0;
}

// What the tokens of the program end in: make replay and make play say the
// same.
static void hash_of(char hash[24], const struct order *order)
{
    char path[400];
    FILE *file;

    SET((*(char(*)[24])hash), "%s", environment("JUDGE_HASH"));
    if (!order->game)
        return;
    SET(path, ".build/%s/games/%s/hash", environment("JUDGE_LAB"), order->game);
    file = fopen(path, "r");
    if (!file || fscanf(file, "%23s", hash) != 1)
        judge_unchecked("this game was not built here; `make doctor` says what "
                        "is missing");
    fclose(file);
}

static struct job job_of(const struct order *order, bool twin)
{
    struct job job = {
        // An explored verdict is the same in every process, token and all.
        .seed = is_explored(order) ? 1 : result.seed,
        .races = order->races,
        .bound = order->bound ? order->bound : 2,
        .budget = order->budget ? order->budget : 20000,
    };
    draw_nonce(job.nonce);
    job_name(job.name, job.nonce, order->scenario, twin);
    lab_number(job.lab);
    hash_of(job.hash, order);
    SET(job.token, "%s", order->token ? order->token : "");
    return job;
}

// Absolute, because the driver is run from another folder.
static const char *driver_of(const struct order *order)
{
    static char path[PATH_MAX + 400];
    char here[PATH_MAX];
    const char *variant = order->variant ? order->variant : "plain";
    if (!getcwd(here, sizeof here))
        judge_unchecked("the current folder is gone");
    if (order->game)
        SET(path, "%s/.build/%s/games/%s/driver.%s", here,
            environment("JUDGE_LAB"), order->game, variant);
    else
        SET(path, "%s/%s/driver.%s", here, environment("JUDGE_OUT"), variant);
    return path;
}

static struct process_limits limits_of(const struct order *order)
{
    bool plain = !order->variant || strcmp(order->variant, "plain") == 0;
    // A native scenario takes milliseconds, a search or a sanitizer seconds.
    unsigned usual = plain ? 4 : 10;
    unsigned cpu = order->cpu_seconds ? order->cpu_seconds : usual;
    return (struct process_limits){
        .cpu_seconds = cpu,
        .wall_seconds = 6 * cpu,
        .sleep_seconds = 2,
        // The sanitizers start helpers of their own.
        .processes = plain ? 1 : 8,
        // The sanitizers reserve terabytes; they bring limits of their own.
        .memory_bytes = plain ? (size_t)2 << 30 : 0,
        .output_bytes = 64 * 1024,
    };
}

// The explorer's reports quote the program's lines from its own folder.
static char *source_folder(const struct order *order)
{
    static char text[PATH_MAX + 400];
    char here[PATH_MAX];
    if (!getcwd(here, sizeof here))
        judge_unchecked("the current folder is gone");
    if (order->game)
        SET(text, "JUDGE_FROM=%s/labs/%s/games/%s", here,
            environment("JUDGE_LAB"), order->game);
    else
        SET(text, "JUDGE_FROM=%s/%s", here, environment("JUDGE_FROM"));
    return text;
}

static void run_once(struct run *run, const struct order *order, bool twin)
{
    char *environment_of_driver[] = {
        "PATH=/usr/bin:/bin",
        "LC_ALL=C",
        "ASAN_OPTIONS=abort_on_error=0:exitcode=99:detect_leaks=1:color=never",
        "UBSAN_OPTIONS=print_stacktrace=1:exitcode=99",
        source_folder(order),
        NULL};
    struct job job = job_of(order, twin);
    struct process_limits limits = limits_of(order);
    char text[JOB_BYTES];
    char *argv[] = {(char *)driver_of(order), NULL};
    size_t size = job_print(&job, text);

    if (process_run(&run->process, argv, &limits, JOB_DESCRIPTOR, text, size,
                    RECORD_DESCRIPTOR, "/", environment_of_driver) != 0)
        judge_unchecked("the system gives no memory or no descriptors");
    run->no_record = record_read(&run->record, job.nonce, run->process.record,
                                 run->process.record_size);
    if (!run->no_record && strcmp(run->record.job, job.name) != 0)
        run->no_record = "the verdict is about another run";
}

static bool died_of(const struct run *run, const char *message)
{
    return !run->no_record && message &&
           strcmp(run->record.kind, "fatal") == 0 &&
           strcmp(run->record.sentence, message) == 0;
}

static bool says_yes(const struct run *run, const struct order *order)
{
    return died_of(run, order->dies_of) ||
           (!run->no_record && run->record.outcome == OUTCOME_KEPT);
}

static void run_decoy(const struct order *order)
{
    static struct run decoy;
    run_once(&decoy, order, true);
    if (says_yes(&decoy, order)) {
        result.yes_to_everything = true;
        judge_fail("a decoy, whose promise is false, fails",
                   "the decoy passed: this process says yes to everything",
                   "the candidate, not the scenario, decided the verdict");
    }
    process_result_free(&decoy.process);
}

void judge_again(const struct order *order)
{
    char number[24];
    lab_number(number);
    if (order->game)
        SET(result.again, "make play LAB=%s GAME=%s", number, order->game);
    else
        SET(result.again, "make run LAB=%s SCENARIO=%s", number,
            order->scenario);
}

void judge_run(struct run *run, const struct order *order)
{
    memset(run, 0, sizeof *run);
    judge_again(order);
    if (*environment("JUDGE_UNCHECKED") && !order->game)
        judge_unchecked(environment("JUDGE_UNCHECKED"));
    if (access(driver_of(order), X_OK) != 0)
        judge_unchecked("this driver was not built here; `make doctor` says "
                        "what is missing");
    run_once(run, order, false);
    if (run->process.how == PROCESS_NOT_STARTED ||
        run->process.how == PROCESS_LOST)
        judge_unchecked("the driver could not be started");
    if (run->process.how == PROCESS_WALL_LIMIT)
        judge_unchecked("the machine was too busy to finish this run");
    if (!run->no_record && run->record.outcome == OUTCOME_CANNOT &&
        strcmp(run->record.kind, "token") != 0)
        judge_unchecked(run->record.sentence);
    place_of_crash(run->place, sizeof run->place, driver_of(order),
                   run->record.frames);
    if (!order->token)
        run_decoy(order);
}

// --- saying what happened ----------------------------------------------------

static const char *without_record(const struct run *run)
{
    static char text[300];
    const struct process_result *process = &run->process;
    switch (process->how) {
    case PROCESS_ASLEEP:
        return "it hung: every thread sleeps and none can wake another";
    case PROCESS_CPU_LIMIT:
        return "it used up its CPU time without an end: an endless loop";
    case PROCESS_TOO_MANY:
        return "it started processes; a lab's code makes threads";
    case PROCESS_SIGNALED:
        SET(text, "signal %d (%s) ended the process in the middle",
            process->signal, strsignal(process->signal));
        return text;
    default:
        if (process->record_size > 0)
            return run->no_record;
        SET(text,
            "the process ended itself with status %d before the scenario "
            "was over",
            process->status);
        return text;
    }
}

// AddressSanitizer's last line has the place; its first has addresses, which
// differ from run to run.
static const char *sanitizer_line(const struct run *run)
{
    static const char *const begins[] = {
        "SUMMARY: AddressSanitizer: ", "Sanitizer: ", "runtime error: "};
    static char text[300];
    const char *output = run->process.output ? run->process.output : "";
    const char *at = NULL;
    for (size_t i = 0; !at && i < sizeof begins / sizeof *begins; i++)
        at = strstr(output, begins[i]);
    if (!at)
        return NULL;
    if (strncmp(at, "SUMMARY: ", 9) == 0)
        at += 9;
    SET(text, "%.*s", (int)strcspn(at, "\n"), at);
    return text;
}

// The explorer's sentence says itself what kind it is.
static const char *promise_of(const char *sentence)
{
    const char *said = "broken promise: ";

    return strncmp(sentence, said, strlen(said)) == 0 ? sentence + strlen(said)
                                                      : sentence;
}

const char *judge_what_happened(const struct run *run)
{
    static char text[1024];
    const char *sanitizer = sanitizer_line(run);
    const struct record *record = &run->record;
    if (sanitizer)
        SET(text, "%s", sanitizer);
    else if (run->no_record)
        SET(text, "%s", without_record(run));
    else if (strcmp(record->kind, "fatal") == 0)
        SET(text, "the map's tripwire ended it: %s", record->sentence);
    else if (strcmp(record->kind, "promise") == 0)
        SET(text, "a promise was broken: %s", promise_of(record->sentence));
    else
        SET(text, "%s%s%s", record->sentence, *run->place ? ", in " : "",
            run->place);
    return text;
}

const char *judge_why(const struct record *record)
{
    static char text[240];
    if (!*record->where)
        return "";
    if (strcmp(record->kind, "promise") == 0)
        SET(text, "the promise stands at %s", record->where);
    else
        SET(text, "look at %s first", record->where);
    return text;
}

void judge_keeps(const struct order *order)
{
    static struct run run;
    judge_run(&run, order);
    judge_evidence(&run.record);
    result.hung = run.process.how == PROCESS_ASLEEP;
    if (!run.no_record && run.record.outcome == OUTCOME_KEPT &&
        run.process.survivors == 0) {
        SET(result.coverage, "%s",
            judge_covered_with(order->scenario, &run.record));
        save();
        return;
    }
    if (run.process.survivors > 0)
        judge_fail(result.title, "it left processes behind, which were ended",
                   "a lab's code makes threads, not processes");
    judge_fail(result.title, judge_what_happened(&run),
               result.hung
                   ? "some path takes a lock and returns without giving "
                     "it back, or takes what it holds already"
                   : judge_why(&run.record));
}
