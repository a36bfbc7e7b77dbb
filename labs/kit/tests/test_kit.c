// The kit against itself: verdicts travel whole or not at all, histories are
// judged as all permutations would judge them.
#include "backend.h"
#include "history.h"
#include "job.h"
#include "linearize.h"
#include "random.h"
#include "record.h"
#include "sheet.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char nonce[] = "00112233445566778899aabbccddeeff";

// What scenario.c and history.c need of a driver.
static struct job test_job;
static struct record test_record;

const struct job *backend_job(void)
{
    return &test_job;
}

struct record *backend_record(void)
{
    return &test_record;
}

_Noreturn void backend_broken(const char *kind, const char *sentence,
                              const char *file, int line)
{
    fprintf(stderr, "%s: %s (%s:%d)\n", kind, sentence, file, line);
    abort();
}

unsigned backend_thread(void)
{
    return 0;
}

void backend_call(const char *text)
{
    (void)text;
}

void backend_result(const char *text)
{
    (void)text;
}

void backend_return(const char *text)
{
    (void)text;
}

_Noreturn void backend_finish(void)
{
    abort();
}

void scenario_register(struct scenario *scenario)
{
    (void)scenario;
}

// --- records -----------------------------------------------------------------

static struct record sample(void)
{
    struct record record = {.outcome = OUTCOME_FAILED, .promises = 3};
    strcpy(record.job, "abc");
    strcpy(record.kind, "promise");
    strcpy(record.sentence, "one line\nand \\ another \x1b[31m");
    record_count(&record, "locks", 7);
    record_count(&record, "locks", 8);
    record_evidence(&record, "a row");
    return record;
}

static size_t write_sample(char *bytes, size_t room)
{
    static struct record record;
    int ends[2];
    record = sample();
    cr_assert_eq(pipe(ends), 0);
    cr_assert(record_write(&record, nonce, ends[1]));
    close(ends[1]);
    ssize_t size = read(ends[0], bytes, room);
    close(ends[0]);
    return (size_t)size;
}

Test(record, travels_whole)
{
    static struct record back;
    char bytes[4096];
    size_t size = write_sample(bytes, sizeof bytes);
    cr_assert_null(record_read(&back, nonce, bytes, size));
    cr_expect_str_eq(back.sentence, sample().sentence);
    cr_expect_str_eq(back.evidence, "a row\n");
    cr_expect_eq(record_value(&back, "locks"), 8);
    cr_expect_eq(back.outcome, OUTCOME_FAILED);
    cr_expect_eq(back.promises, 3);
}

Test(record, is_refused_at_every_length_but_its_own)
{
    static struct record back;
    char bytes[4096];
    size_t size = write_sample(bytes, sizeof bytes);
    for (size_t cut = 0; cut < size; cut++)
        cr_expect_not_null(record_read(&back, nonce, bytes, cut), "at %zu",
                           cut);
}

Test(record, is_refused_beside_other_bytes)
{
    static struct record back;
    char bytes[4096];
    size_t size = write_sample(bytes, sizeof bytes - 1);
    bytes[size] = '\n';
    cr_expect_not_null(record_read(&back, nonce, bytes, size + 1));
    memmove(bytes + 1, bytes, size);
    cr_expect_not_null(record_read(&back, nonce, bytes, size + 1));
}

Test(record, is_refused_with_another_nonce)
{
    static struct record back;
    char bytes[4096];
    size_t size = write_sample(bytes, sizeof bytes);
    cr_expect_not_null(
        record_read(&back, "ffeeddccbbaa99887766554433221100", bytes, size));
}

Test(record, survives_any_bytes)
{
    static struct record back;
    uint64_t random = 7;
    char bytes[512];
    for (int round = 0; round < 2000; round++) {
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (char)random_next(&random);
        cr_expect_not_null(record_read(&back, nonce, bytes, sizeof bytes));
    }
}

// --- orders ------------------------------------------------------------------

Test(job, travels_whole)
{
    struct job job = {.seed = UINT64_MAX,
                      .bound = 2,
                      .budget = 20000,

                      .races = RACES_RECORD};
    struct job back;
    char text[JOB_BYTES];
    strcpy(job.nonce, nonce);
    strcpy(job.lab, "1.1");
    job_name(job.name, nonce, "two_stores", false);
    cr_assert_gt(job_print(&job, text), 0);
    cr_assert(job_parse(&back, text));
    cr_expect_str_eq(back.name, job.name);
    cr_expect_str_eq(back.token, "");
    cr_expect_eq(back.seed, UINT64_MAX);
    cr_expect_eq(back.races, RACES_RECORD);
    text[strlen(text) / 2] = 0;
    cr_expect_not(job_parse(&back, text));
}

Test(job, does_not_tell_a_decoy_by_its_name)
{
    char real[40], decoy[40], again[40];
    job_name(real, nonce, "two_stores", false);
    job_name(decoy, nonce, "two_stores", true);
    job_name(again, "ffeeddccbbaa99887766554433221100", "two_stores", false);
    cr_expect_str_neq(real, decoy);
    cr_expect_str_neq(real, again);
    cr_expect_null(strstr(real, "two"));
}

// --- histories ---------------------------------------------------------------

static void start_register(uint64_t state[MODEL_STATE], uint64_t key)
{
    (void)key;
    state[0] = 0;
}

// A register: w(key, value), r(key) = value.
static bool step_register(uint64_t state[MODEL_STATE], const struct call *call)
{
    if (call->name[0] == 'w') {
        state[0] = call->argument[1];
        return true;
    }
    return call->result[0] == state[0];
}

static void print_register(const struct call *call, char *text, unsigned room)
{
    snprintf(text, room, "%s(%llu)", call->name,
             (unsigned long long)call->argument[0]);
}

static const struct model register_model = {"register", false, start_register,
                                            step_register, print_register};

// All permutations, as the definition has it.
static bool some_order(const struct call calls[], unsigned count, unsigned done,
                       uint64_t value)
{
    if (done == (1u << count) - 1)
        return true;
    for (unsigned i = 0; i < count; i++) {
        bool may = !(done >> i & 1);
        for (unsigned j = 0; j < count && may; j++)
            if (!(done >> j & 1) && calls[j].ended < calls[i].begun)
                may = false;
        uint64_t state[MODEL_STATE] = {value};
        if (may && step_register(state, &calls[i]) &&
            some_order(calls, count, done | 1u << i, state[0]))
            return true;
    }
    return false;
}

static void random_history(struct call calls[], unsigned count,
                           uint64_t *random)
{
    for (unsigned i = 0; i < count; i++) {
        bool writes = random_next(random) & 1;
        calls[i] = (struct call){.name = writes ? "w" : "r",
                                 .arguments = 2,
                                 .argument = {0, random_next(random) % 3},
                                 .result = {random_next(random) % 3}};
        calls[i].begun = 1 + (unsigned)(random_next(random) % 20);
        calls[i].ended =
            calls[i].begun + 1 + (unsigned)(random_next(random) % 8);
    }
}

Test(linearize, agrees_with_all_permutations)
{
    uint64_t random = 42;
    unsigned explained = 0;
    char sentence[400];
    for (int round = 0; round < 4000; round++) {
        struct call calls[5];
        unsigned count = 1 + (unsigned)(random_next(&random) % 5);
        random_history(calls, count, &random);
        bool expected = some_order(calls, count, 0, 0);
        explained += expected;
        cr_expect_eq(linearize(&register_model, calls, count, 0, sentence,
                               sizeof sentence),
                     expected, "seed 42, round %d", round);
    }
    cr_expect(explained > 200 && explained < 3800, "%u of 4000", explained);
}

Test(linearize, judges_each_key_alone)
{
    char sentence[400];
    struct call calls[] = {
        {.name = "w", .argument = {1, 5}, .begun = 1, .ended = 2},
        {.name = "r", .argument = {2}, .result = {0}, .begun = 3, .ended = 4},
        {.name = "r", .argument = {1}, .result = {0}, .begun = 5, .ended = 6},
    };
    cr_expect(linearize(&register_model, calls, 3, 2, sentence, 400));
    cr_expect_not(linearize(&register_model, calls, 3, 1, sentence, 400));
    cr_expect_not_null(strstr(sentence, "there can be no r(1)"), "%s",
                       sentence);
}

// --- results and sheets ------------------------------------------------------

Test(result, comes_back_as_it_was)
{
    static struct result result, back;
    char folder[] = "/tmp/test-kit-XXXXXX";
    char path[64];
    cr_assert_not_null(mkdtemp(folder));
    strcpy(result.test, "a_test");
    strcpy(result.happened, "two\nlines");
    result.worth = 4;
    result.verdict = VERDICT_UNCHECKED;
    cr_assert(result_save(&result, folder));
    cr_assert(result_load(&back, folder, "a_test"));
    cr_expect_str_eq(back.happened, "two\nlines");
    cr_expect_eq(back.worth, 4);
    cr_expect_eq(back.verdict, VERDICT_UNCHECKED);
    snprintf(path, sizeof path, "%s/a_test", folder);
    unlink(path);
    rmdir(folder);
}

static bool guard_hangs;

static void add_result(const char *folder, const char *test, unsigned worth,
                       enum verdict verdict)
{
    static struct result result;
    memset(&result, 0, sizeof result);
    snprintf(result.test, sizeof result.test, "%s", test);
    result.worth = worth;
    result.verdict = verdict;
    result.hung = guard_hangs && worth == 0;
    cr_assert(result_save(&result, folder));
}

static struct sheet sheet_of(const enum verdict verdicts[], size_t count,
                             size_t tests)
{
    struct sheet sheet;
    char out[] = "/tmp/test-kit-XXXXXX";
    char folder[64], command[100], name[24];
    cr_assert_not_null(mkdtemp(out));
    snprintf(folder, sizeof folder, "%s/results", out);
    snprintf(command, sizeof command, "mkdir %s", folder);
    cr_assert_eq(system(command), 0);
    for (size_t i = 0; i < count; i++) {
        snprintf(name, sizeof name, "t%zu", i);
        add_result(folder, name, i == 2 ? 0 : 3, verdicts[i]);
    }
    cr_assert(sheet_load(&sheet, "9.9-test", out, tests));
    snprintf(command, sizeof command, "rm -r %s", out);
    cr_assert_eq(system(command), 0);
    return sheet;
}

Test(sheet, counts_what_was_earned_of_what_could_be_checked)
{
    enum verdict verdicts[] = {VERDICT_PASSED, VERDICT_UNCHECKED};
    struct sheet sheet = sheet_of(verdicts, 2, 2);
    cr_expect_eq(sheet.earned, 3);
    cr_expect_eq(sheet.possible, 6);
    cr_expect_eq(sheet.unchecked, 3);
    cr_expect_eq(sheet_status(&sheet), 3);
    sheet_free(&sheet);
}

Test(sheet, withholds_points_when_a_guard_breaks)
{
    enum verdict verdicts[] = {VERDICT_PASSED, VERDICT_PASSED, VERDICT_FAILED};
    struct sheet sheet = sheet_of(verdicts, 3, 3);
    cr_expect(sheet.withheld);
    cr_expect_eq(sheet.earned, 0);
    cr_expect_eq(sheet_status(&sheet), 1);
    sheet_free(&sheet);
}

Test(sheet, a_guard_that_hangs_costs_nothing_where_points_are_lost)
{
    enum verdict one_lost[] = {VERDICT_PASSED, VERDICT_FAILED, VERDICT_FAILED};
    enum verdict none_lost[] = {VERDICT_PASSED, VERDICT_PASSED, VERDICT_FAILED};
    guard_hangs = true;
    struct sheet sheet = sheet_of(one_lost, 3, 3);
    cr_expect(!sheet.withheld);
    cr_expect_eq(sheet.earned, 3);
    sheet_free(&sheet);
    sheet = sheet_of(none_lost, 3, 3);
    cr_expect(sheet.withheld);
    sheet_free(&sheet);
    guard_hangs = false;
    sheet = sheet_of(one_lost, 3, 3);
    cr_expect(sheet.withheld);
    sheet_free(&sheet);
}

Test(sheet, a_test_without_a_result_has_failed)
{
    enum verdict verdicts[] = {VERDICT_PASSED};
    struct sheet sheet = sheet_of(verdicts, 1, 2);
    cr_expect_eq(sheet_status(&sheet), 1);
    sheet_free(&sheet);
}

Test(sheet, a_test_without_a_verdict_has_failed)
{
    enum verdict verdicts[] = {VERDICT_NONE};
    struct sheet sheet = sheet_of(verdicts, 1, 1);
    cr_expect_eq(sheet_status(&sheet), 1);
    sheet_free(&sheet);
}
