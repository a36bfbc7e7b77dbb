// sheet.c - reading results and adding them up.
#define _POSIX_C_SOURCE 200809L  // scandir
#include "sheet.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static int is_result(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_line(const void *a, const void *b)
{
    const struct result *one = a, *other = b;
    return (one->line > other->line) - (one->line < other->line);
}

static void read_refusal(struct sheet *sheet, const char *out)
{
    char path[512];
    snprintf(path, sizeof path, "%s/refused", out);
    FILE *file = fopen(path, "r");
    if (!file)
        return;
    size_t size = fread(sheet->refused, 1, sizeof sheet->refused - 1, file);
    while (size > 0 && sheet->refused[size - 1] == '\n')
        size--;
    sheet->refused[size] = 0;
    fclose(file);
}

// --- adding up ---------------------------------------------------------------

static void add(struct sheet *sheet, const struct result *result)
{
    sheet->possible += result->worth;
    if (result->verdict == VERDICT_PASSED)
        sheet->earned += result->worth;
    else if (result->verdict == VERDICT_UNCHECKED)
        sheet->unchecked += result->worth;
    else
        sheet->failed = true;
    if (result->yes_to_everything)
        sheet->withheld = true;
    if (result->worth > 0 && result->verdict == VERDICT_FAILED)
        sheet->lost = true;
}

// A guard that only hung says nothing new where points are lost already: the
// same lock that is never given back would cost all of them.
static bool withholds(const struct sheet *sheet, const struct result *result)
{
    return result->worth == 0 && result->verdict == VERDICT_FAILED &&
           !(result->hung && sheet->lost);
}

static void add_up(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->results; i++)
        add(sheet, &sheet->result[i]);
    for (size_t i = 0; i < sheet->results; i++)
        sheet->withheld |= withholds(sheet, &sheet->result[i]);
    if (sheet->results < sheet->tests)
        sheet->failed = true;
    if (sheet->withheld || *sheet->refused)
        sheet->earned = 0;
}

bool sheet_load(struct sheet *sheet, const char *lab, const char *out,
                size_t tests)
{
    char folder[512];
    struct dirent **entry;
    memset(sheet, 0, sizeof *sheet);
    snprintf(sheet->lab, sizeof sheet->lab, "%s", lab);
    snprintf(folder, sizeof folder, "%s/results", out);
    sheet->tests = tests;
    read_refusal(sheet, out);

    int entries = scandir(folder, &entry, is_result, alphasort);
    if (entries < 0)
        return false;
    sheet->result = calloc((size_t)entries + 1, sizeof *sheet->result);
    for (int i = 0; i < entries; i++) {
        if (sheet->result && result_load(&sheet->result[sheet->results], folder,
                                         entry[i]->d_name))
            sheet->results++;
        free(entry[i]);
    }
    free(entry);
    if (!sheet->result)
        return false;
    qsort(sheet->result, sheet->results, sizeof *sheet->result, by_line);
    add_up(sheet);
    return true;
}

void sheet_free(struct sheet *sheet)
{
    free(sheet->result);
    sheet->result = NULL;
}

int sheet_status(const struct sheet *sheet)
{
    if (sheet->failed || *sheet->refused)
        return 1;
    return sheet->unchecked > 0 ? 3 : 0;
}
