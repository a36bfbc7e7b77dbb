// show.c - explores the scenario of a test program and prints its report.
//
//     PROGRAM [text|sentence|where|coverage|json|svg|chrome|table] [name=value]
//
// width, colour, bound, budget, races (fail, record, expect); token=...
// replays.
#include "../../explore.h"
#include "../../trace_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void scenario(void);

static struct explore_options options = {
    .lab = "t",
    .scenario = "s",
    .body = scenario,
    .bound = 2,
    .candidate = 1,  // tokens stay the same whatever compiler built this
};
static unsigned width = 80;
static int colour;

static enum race_policy policy(const char *value)
{
    if (*value == 'f')
        return RACE_FAILS;
    return *value == 'r' ? RACE_RECORDED : RACE_EXPECTED;
}

static void set(const char *argument)
{
    const char *value = strchr(argument, '=') + 1;
    size_t name = (size_t)(value - argument - 1);

#define IS(text) (name == strlen(text) && strncmp(argument, text, name) == 0)
    if (IS("width"))
        width = (unsigned)atoi(value);
    else if (IS("colour"))
        colour = atoi(value);
    else if (IS("bound"))
        options.bound = (unsigned)atoi(value);
    else if (IS("budget"))
        options.budget = strtoul(value, NULL, 10);
    else if (IS("races"))
        options.races = policy(value);
    else if (IS("enumerate"))
        options.mode = EXPLORE_ENUMERATE;
    else if (IS("token")) {
        options.mode = EXPLORE_REPLAY;
        options.token = value;
    }
}

static void print_line(const struct exploration *x,
                       void (*report)(char *, size_t,
                                      const struct exploration *))
{
    char text[4096];

    report(text, sizeof text, x);
    printf("%s\n", text);
}

static void print(const struct exploration *x, const char *what)
{
    if (!strcmp(what, "sentence"))
        print_line(x, report_sentence);
    else if (!strcmp(what, "where"))
        print_line(x, report_where);
    else if (!strcmp(what, "coverage"))
        print_line(x, report_coverage);
    else if (!strcmp(what, "table"))
        report_table(stdout, x, width, colour);
    else if (!strcmp(what, "json"))
        report_json(stdout, x);
    else if (!strcmp(what, "svg"))
        report_svg(stdout, x);
    else if (!strcmp(what, "chrome"))
        report_chrome(stdout, x);
    else
        report_text(stdout, x, width, colour);
}

int main(int argc, char **argv)
{
    const char *what = "text";

    for (int i = 1; i < argc; i++)
        if (strchr(argv[i], '='))
            set(argv[i]);
        else
            what = argv[i];
    print(explore(&options), what);
    return 0;
}
