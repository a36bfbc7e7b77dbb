// sheet_data.c - the score sheet for programs: JSON and JUnit XML.
#include "sheet.h"

#include <inttypes.h>
#include <stdlib.h>

static const char *const verdict_names[] = {"error", "passed", "failed",
                                            "unchecked"};

static const char *verdict_of(const struct sheet *sheet)
{
    int status = sheet_status(sheet);
    return status == 0 ? "passed" : status == 3 ? "unchecked" : "failed";
}

// --- JSON --------------------------------------------------------------------

static void json_string(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < 32 || c == 127)
            fprintf(out, "\\u%04x", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

static void json_field(FILE *out, const char *name, const char *text)
{
    fprintf(out, ", \"%s\": ", name);
    json_string(out, text);
}

static void json_test(FILE *out, const struct result *result)
{
    bool passed = result->verdict == VERDICT_PASSED;
    fprintf(out, "    {\"points\": %u, \"earned\": %u, \"seed\": %" PRIu64,
            result->worth, passed ? result->worth : 0, result->seed);
    json_field(out, "name", result->test);
    json_field(out, "title", result->title);
    json_field(out, "verdict", verdict_names[result->verdict]);
    json_field(out, "expected", result->expected);
    json_field(out, "sentence", result->happened);
    json_field(out, "why", result->why);
    json_field(out, "token", result->token);
    json_field(out, "coverage", result->coverage);
    json_field(out, "again", result->again);
    fputc('}', out);
}

void sheet_json(const struct sheet *sheet, FILE *out)
{
    const char *versions = getenv("JUDGE_VERSIONS");
    fprintf(out, "  {\"earned\": %u, \"possible\": %u, \"unchecked\": %u",
            sheet->earned, sheet->possible, sheet->unchecked);
    json_field(out, "lab", sheet->lab);
    json_field(out, "verdict", verdict_of(sheet));
    json_field(out, "refused", sheet->refused);
    json_field(out, "versions", versions ? versions : "");
    fprintf(out, ", \"withheld\": %s, \"tests\": [\n",
            sheet->withheld ? "true" : "false");
    for (size_t i = 0; i < sheet->results; i++) {
        json_test(out, &sheet->result[i]);
        fprintf(out, "%s\n", i + 1 < sheet->results ? "," : "");
    }
    fprintf(out, "  ]}");
}

// --- JUnit -------------------------------------------------------------------

// Control characters cannot be written in XML 1.0 at all.
static void xml_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '<')
            fprintf(out, "&lt;");
        else if (c == '&')
            fprintf(out, "&amp;");
        else if (c == '"')
            fprintf(out, "&quot;");
        else
            fputc(c < 32 && c != '\n' ? '?' : c, out);
    }
}

static void junit_test(FILE *out, const struct sheet *sheet,
                       const struct result *result)
{
    bool unchecked = result->verdict == VERDICT_UNCHECKED;
    fprintf(out, "    <testcase classname=\"%s\" name=\"%s\">", sheet->lab,
            result->test);
    if (result->verdict != VERDICT_PASSED) {
        fprintf(out, "<%s message=\"", unchecked ? "skipped" : "failure");
        xml_text(out, *sheet->refused ? sheet->refused : result->happened);
        fprintf(out, "\"/>");
    }
    fprintf(out, "</testcase>\n");
}

void sheet_junit(const struct sheet *sheet, FILE *out)
{
    unsigned failures = 0, skipped = 0;
    for (size_t i = 0; i < sheet->results; i++) {
        enum verdict verdict = sheet->result[i].verdict;
        skipped += verdict == VERDICT_UNCHECKED;
        failures += verdict == VERDICT_FAILED || verdict == VERDICT_NONE;
    }
    fprintf(out,
            "  <testsuite name=\"%s\" tests=\"%zu\" failures=\"%u\" "
            "skipped=\"%u\">\n",
            sheet->lab, sheet->results, failures, skipped);
    for (size_t i = 0; i < sheet->results; i++)
        junit_test(out, sheet, &sheet->result[i]);
    fprintf(out, "  </testsuite>\n");
}
