// sheet_print.c - the score sheet as a person reads it: 80 columns, and a word
// for everything that a colour says.
#include "sheet.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 79, INDENT = 13, LABEL = 10 };

// --- lines -------------------------------------------------------------------

// Print text from column `from`, broken between words, later lines at the
// same column. An end of line in the text is kept.
static void print_wrapped(FILE *out, const char *text, int from)
{
    int column = from;
    bool first = true;  // on this line
    while (*text) {
        size_t word = strcspn(text, " \n");
        if (!first && column + 1 + (int)word > WIDTH) {
            fprintf(out, "\n%*s", from, "");
            column = from;
            first = true;
        }
        column += fprintf(out, "%s%.*s", first ? "" : " ", (int)word, text);
        first = false;
        text += word;
        if (*text == '\n') {
            fprintf(out, "\n%*s", from, "");
            column = from;
            first = true;
        }
        text += *text != 0;
    }
    fputc('\n', out);
}

static void print_labelled(FILE *out, const char *label, const char *text)
{
    if (!*text)
        return;
    fprintf(out, "%*s%-*s", INDENT, "", LABEL, label);
    print_wrapped(out, text, INDENT + LABEL);
}

static void print_evidence(FILE *out, const char *text)
{
    while (*text) {
        size_t line = strcspn(text, "\n");
        fprintf(out, "  %.*s\n", (int)line, text);
        text += line + (text[line] == '\n');
    }
}

// --- one test ----------------------------------------------------------------

struct word {
    const char *text, *colour;
};

static struct word word_of(const struct result *result)
{
    switch (result->verdict) {
    case VERDICT_PASSED:
        return (struct word){"pass", "32"};
    case VERDICT_UNCHECKED:
        return (struct word){"n/c ", "33"};
    default:
        return (struct word){"FAIL", "31"};
    }
}

static void print_points(const struct result *result, FILE *out)
{
    if (result->worth == 0)
        fprintf(out, "       ");
    else if (result->verdict == VERDICT_UNCHECKED)
        fprintf(out, "  -/%-2u ", result->worth);
    else
        fprintf(out, " %2u/%-2u ",
                result->verdict == VERDICT_PASSED ? result->worth : 0,
                result->worth);
}

// The evidence of the first failure is shown whole; that of the others is one
// command away.
static void print_failure(const struct result *result, bool whole, FILE *out)
{
    char read[260];
    if (result->verdict == VERDICT_NONE) {
        print_labelled(out, "happened",
                       "the judge ended before this test gave a verdict: an "
                       "error of the lab, not of your code");
        return;
    }
    const char *chapter = getenv("JUDGE_CHAPTER");
    snprintf(read, sizeof read, "%s, \"%s\"", chapter ? chapter : "chapters",
             result->section);
    if (strcmp(result->expected, result->title) != 0)
        print_labelled(out, "expected", result->expected);
    print_labelled(out, "happened", result->happened);
    print_labelled(out, "why", result->why);
    if (*result->evidence && whole) {
        fputc('\n', out);
        print_evidence(out, result->evidence);
        fputc('\n', out);
    }
    // Never broken, so that it can be copied whole.
    if (*result->again)
        fprintf(out, "%*s%-*s%s\n", INDENT, "", LABEL, "again", result->again);
    if (*result->section)
        print_labelled(out, "read", read);
}

static void print_unchecked(const struct result *result, FILE *out)
{
    char text[1100];
    snprintf(text, sizeof text, "not checked here: %s", result->happened);
    fprintf(out, "%*s", INDENT, "");
    print_wrapped(out, text, INDENT);
}

static void print_test(const struct result *result, bool whole, bool colour,
                       FILE *out)
{
    struct word word = word_of(result);
    if (colour)
        fprintf(out, "  \033[%sm%s\033[0m", word.colour, word.text);
    else
        fprintf(out, "  %s", word.text);
    print_points(result, out);
    print_wrapped(out, result->title, INDENT);
    if (result->verdict == VERDICT_UNCHECKED)
        print_unchecked(result, out);
    else if (result->verdict == VERDICT_PASSED)
        print_labelled(out, "", result->coverage);
    else
        print_failure(result, whole, out);
}

// --- the sheet ---------------------------------------------------------------

static void print_head(const struct sheet *sheet, FILE *out)
{
    char score[80];
    int used = snprintf(score, sizeof score, "%u of %u points", sheet->earned,
                        sheet->possible - sheet->unchecked);
    if (sheet->unchecked > 0)
        snprintf(score + used, sizeof score - (size_t)used, " (%u not checked)",
                 sheet->unchecked);
    fprintf(out, "%-24s%*s\n\n", sheet->lab, WIDTH - 24, score);
}

static void print_withheld(const struct sheet *sheet, FILE *out)
{
    if (!sheet->withheld)
        return;
    for (size_t i = 0; i < sheet->results; i++) {
        if (sheet->result[i].yes_to_everything) {
            fprintf(out, "No points: this process says yes to everything. A "
                         "run whose promise is\nfalse on purpose was reported "
                         "as good.\n\n");
            return;
        }
    }
    fprintf(out, "The points are withheld: something broke that worked in the "
                 "starter (the line\nwithout points below).\n\n");
}

static void print_info(const char *path, FILE *out)
{
    char line[256];
    FILE *info = path ? fopen(path, "r") : NULL;
    while (info && fgets(line, sizeof line, info)) {
        line[strcspn(line, "\n")] = 0;
        fprintf(out, "  info       ");
        print_wrapped(out, line, INDENT);
    }
    if (info)
        fclose(info);
}

static size_t first_with_evidence(const struct sheet *sheet)
{
    size_t i = 0;
    while (i < sheet->results && (sheet->result[i].verdict != VERDICT_FAILED ||
                                  !*sheet->result[i].evidence))
        i++;
    return i;
}

void sheet_print(const struct sheet *sheet, const char *info, bool colour,
                 FILE *out)
{
    print_head(sheet, out);
    print_withheld(sheet, out);
    if (*sheet->refused) {
        fprintf(out, "  Not run. ");
        print_wrapped(out, sheet->refused, 2);
        return;
    }
    size_t first = first_with_evidence(sheet);
    for (size_t i = 0; i < sheet->results; i++)
        print_test(&sheet->result[i], i == first, colour, out);
    if (sheet->results < sheet->tests)
        fprintf(out,
                "  FAIL       %zu of the lab's %zu tests left no result: "
                "an error of the lab\n",
                sheet->tests - sheet->results, sheet->tests);
    print_info(info, out);
}
