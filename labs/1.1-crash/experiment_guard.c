#include "experiment_guard.h"

#include "child.h"
#include "claim.h"

#include <stdio.h>
#include <string.h>

enum { SERIAL = 2 };  // one write after the other, either one first

static const struct guard all[GUARDS] = {
    [GUARD_OR] = {.scenario = "guard_or",
                  .name = "flags |= 4   (Go 1.6 to 1.11)"},
    [GUARD_XOR] = {.scenario = "guard_xor",
                   .name = "flags ^= 4   (since Go 1.12)"},
    [GUARD_ATOMIC_XOR] = {.scenario = "guard_atomic_xor",
                          .name = "^= 4, if it were atomic"},
    [GUARD_TEST_AND_SET] = {.scenario = "guard_test_and_set",
                            .name = "test and set in one step"},
};

// A line of the explorer's: how many orders ended in what.
static void add_line(struct guard *guard, const char *line)
{
    char what[16];
    unsigned long count;

    if (sscanf(line, "%lu %15[^\n]", &count, what) != 2)
        return;  // it also says how much it ran
    guard->overlapping += count;
    guard->noticed += strcmp(what, "1 noticed") == 0 ? count : 0;
    guard->by_both += strcmp(what, "2 noticed") == 0 ? count : 0;
    guard->missed += strncmp(what, "broken promise", 14) == 0 ? count : 0;
}

static bool count_orders(struct guard *guard)
{
    struct child child;

    if (!child_run_explored(&child, guard->scenario))
        return false;
    for (const char *line = child.output; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        add_line(guard, line);
    }
    guard->noticed += guard->by_both;
    if (guard->overlapping <= SERIAL)
        return false;
    guard->overlapping -= SERIAL;
    return true;
}

double guard_percent(const struct guard *guard)
{
    return 100.0 * (double)guard->noticed / (double)guard->overlapping;
}

static void value(const struct guard *guard, const char *what, double number)
{
    char name[48];

    snprintf(name, sizeof name, "%s_%s", guard->scenario, what);
    claim_value(name, number);
}

static const char *grouped(unsigned long number, char text[24])
{
    if (number < 1000)
        snprintf(text, 24, "%lu", number);
    else
        snprintf(text, 24, "%lu %03lu", number / 1000, number % 1000);
    return text;
}

static void print(const struct guard *guard)
{
    char a[24], b[24], c[24], d[24];

    printf("  %-30s %9s %8s %6.1f %% %8s %9s\n", guard->name,
           grouped(guard->overlapping, a), grouped(guard->noticed, b),
           guard_percent(guard), grouped(guard->by_both, c),
           grouped(guard->missed, d));
    value(guard, "overlapping", (double)guard->overlapping);
    value(guard, "noticed", (double)guard->noticed);
    value(guard, "percent", guard_percent(guard));
    value(guard, "by_both", (double)guard->by_both);
    value(guard, "missed", (double)guard->missed);
}

bool guards_count(struct guard guard[GUARDS])
{
    memcpy(guard, all, sizeof all);
    for (int i = 0; i < GUARDS; i++)
        if (!count_orders(&guard[i]))
            return false;
    printf("  %-30s %9s %17s %8s %9s\n  %-30s %9s %17s %8s %9s\n", "", "orders",
           "noticed by one", "by both", "by none,", "how the mark is set",
           "that meet", "write or both", "", "one lost");
    for (int i = 0; i < GUARDS; i++)
        print(&guard[i]);
    return true;
}
