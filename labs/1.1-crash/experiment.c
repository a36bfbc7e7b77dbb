// experiment.c - `make run LAB=1.1`: how often the crash comes, and what else
// comes instead.
#include "experiment_guard.h"
#include "experiment_luck.h"

#include "child.h"
#include "claim.h"
#include "hmap.h"
#include "thread.h"

#include <stdio.h>

enum { RUNS = 200, TSAN_RUNS = 20, BAR = 40 };

static void row(const char *name, unsigned count, unsigned runs)
{
    printf("    %-32s ", name);
    for (unsigned i = 0; i < BAR; i++)
        putchar(i * runs < count * BAR ? '#' : '.');
    printf(" %3u\n", count);
}

static void histogram(const char *title, const char *key, struct luck luck)
{
    char name[40];
    printf("  %s\n", title);
    row("\"concurrent map writes\"", luck.died, luck.runs);
    row("crashed or did not end", luck.crashed, luck.runs);
    row("ended normally, map broken", luck.lost, luck.runs);
    row("ended normally, map whole", luck.whole, luck.runs);
    snprintf(name, sizeof name, "%s_percent", key);
    claim_value(key, luck.died);
    claim_value(name, 100.0 * luck.died / luck.runs);
    putchar('\n');
}

static void tsan(const char *title, const char *key, bool one_cpu)
{
    int seen = luck_seen_by_tsan(TSAN_RUNS, one_cpu);
    if (seen < 0) {
        printf("  %s: NOT CHECKED (`make doctor` says why)\n", title);
        return;
    }
    printf("  %s: a data race reported in %d of %d runs\n", title, seen,
           TSAN_RUNS);
    claim_value(key, seen);
}

// --- the crash itself --------------------------------------------------------

static void until_it_dies(void *unused)
{
    (void)unused;
    for (;;)
        luck_once(LUCK_WRITES, false);
}

static void show_the_crash(void)
{
    struct child child = child_run(until_it_dies, NULL);
    printf("Two threads put the same %d keys into one map, with nothing\n"
           "between them, again and again:\n\n%s\n",
           LUCK_WRITES, child.output);
    printf("exit status %d\n\n", child.status);
}

// --- all orders --------------------------------------------------------------

static void beside_the_exact_count(void)
{
    struct guard guard[GUARDS];

    printf("\nThat was luck. Beside it the exact count: of all orders of the "
           "steps of two\nwrites that meet, in how many does one notice the "
           "other?\n\n");
    if (!guards_count(guard)) {
        printf(
            "  NOT CHECKED: the explorer cannot be built here (`make doctor` "
            "says why)\n");
        return;
    }
    printf("\nEvery order counts once, so these are no run-time rates. The "
           "check is a\ntripwire in all rows but the last.\n");
}

int main(int argc, char **argv)
{
    if (luck_is_twin(argc, argv))
        return 0;
    show_the_crash();

    printf("How often does it come? %d runs of a fresh process each:\n\n",
           RUNS);
    histogram("pinned to one CPU", "one_cpu",
              luck_many(RUNS, LUCK_WRITES, true));
    if (cpus_allowed() < 2)
        printf("  NOT CHECKED on more CPUs: this process may use only one\n");
    else
        histogram("on all CPUs", "all_cpus",
                  luck_many(RUNS, LUCK_WRITES, false));

    printf("What does ThreadSanitizer see of the same program?\n\n");
    tsan("pinned to one CPU", "tsan_one_cpu", true);
    tsan("on all CPUs", "tsan_all_cpus", false);
    printf("\nThe map's check sees two writes that overlap in time. "
           "ThreadSanitizer sees\nthat nothing orders them, whether they "
           "overlap or not.\n");
    beside_the_exact_count();
    return 0;
}
