// judge_main.c - runs a lab's Criterion tests quietly and writes the sheet.
//
// Exit status: 0 all passed, 1 something failed, 2 wrong usage, 3 something
// could not be checked and nothing failed.
#define _POSIX_C_SOURCE 200809L
#include "sheet.h"

#include <criterion/criterion.h>
#include <criterion/hooks.h>
#include <criterion/logging.h>
#include <criterion/options.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// --- results -----------------------------------------------------------------

static const char *out_folder(void)
{
    const char *out = getenv("JUDGE_OUT");
    return out ? out : "";
}

// A test that returned, and gave no verdict against the candidate, has passed.
// Criterion's own word for it is needed: the result file alone would also be
// there if the test had crashed after its first line.
ReportHook(POST_TEST)(struct criterion_test_stats *stats)
{
    static struct result result;
    char folder[512];
    snprintf(folder, sizeof folder, "%s/results", out_folder());
    if (stats->test_status != CR_STATUS_PASSED || stats->crashed ||
        !result_load(&result, folder, stats->test->name) ||
        result.verdict != VERDICT_NONE)
        return;
    result.verdict = VERDICT_PASSED;
    result_save(&result, folder);
}

// JUDGE_ONLY names the one test that is asked; the sheet then lacks the others,
// and so says that something failed.
static void choose_tests(void)
{
    static char pattern[128];
    const char *only = getenv("JUDGE_ONLY");
    if (!only)
        return;
    snprintf(pattern, sizeof pattern, "*/%s", only);
    criterion_options.pattern = pattern;
}

static size_t run_tests(void)
{
    static struct criterion_logger silent;
    struct criterion_test_set *tests = criterion_initialize();
    choose_tests();
    criterion_options.logger = &silent;
    criterion_options.jobs = 2;
    criterion_run_all_tests(tests);
    size_t count = tests->tests;
    criterion_finalize(tests);
    return count;
}

// --- writing -----------------------------------------------------------------

static bool write_with(void (*print)(const struct sheet *, FILE *),
                       const struct sheet *sheet, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", out_folder(), name);
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    print(sheet, file);
    return fclose(file) == 0;
}

static void print_plain(const struct sheet *sheet, FILE *out)
{
    char info[512];
    snprintf(info, sizeof info, "%s/info", out_folder());
    sheet_print(sheet, info, false, out);
}

static int write_sheet(const struct sheet *sheet)
{
    char head[160];
    int used = snprintf(head, sizeof head, "%u %u %u %d\n", sheet->earned,
                        sheet->possible, sheet->unchecked, sheet_status(sheet));
    FILE *score = NULL;
    char path[512];
    snprintf(path, sizeof path, "%s/score", out_folder());
    score = fopen(path, "w");
    if (!score || fwrite(head, 1, (size_t)used, score) != (size_t)used ||
        fclose(score) != 0 || !write_with(print_plain, sheet, "report.txt") ||
        !write_with(sheet_json, sheet, "report.json") ||
        !write_with(sheet_junit, sheet, "junit.xml")) {
        fprintf(stderr, "judge: cannot write to %s\n", out_folder());
        return 2;
    }
    return sheet_status(sheet);
}

int main(void)
{
    struct sheet sheet;
    const char *lab = getenv("JUDGE_LAB");
    if (!lab || !*out_folder()) {
        fprintf(stderr, "judge: run by make; try `make check`\n");
        return 2;
    }
    size_t tests = run_tests();
    if (!sheet_load(&sheet, lab, out_folder(), tests)) {
        fprintf(stderr, "judge: no results in %s\n", out_folder());
        return 2;
    }
    int status = write_sheet(&sheet);
    sheet_free(&sheet);
    return status;
}
