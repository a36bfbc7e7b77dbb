// bench.c - schedules a second, in one process and with a fork for each, and
// the same scenario run natively.
#include "explore.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void three_threads(void), three_threads_twice(void), three_threads_apart(void);

enum { FORKS = 200, NATIVE = 2000, BUDGET = 240000 };

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void explored(void (*body)(void), const char *remark)
{
    struct explore_options options = {.lab = "t",
                                      .scenario = "bench",
                                      .body = body,
                                      .bound = 3,
                                      .budget = BUDGET};
    double start = seconds();
    const struct exploration *e = explore(&options);
    double took = seconds() - start;

    printf("one process         %9.0f schedules/s of %3.0f accesses (%" PRIu64
           ", %zu KiB of tables)%s\n",
           (double)e->coverage.schedules / took,
           (double)e->coverage.accesses / (double)e->coverage.schedules,
           e->coverage.schedules, e->coverage.memory / 1024, remark);
}

// What a fork for each schedule costs at least: the process and its end.
static void forked(void)
{
    double start = seconds();

    for (int i = 0; i < FORKS; i++) {
        pid_t child = fork();
        if (child == 0) {
            three_threads();
            _exit(0);
        }
        waitpid(child, NULL, 0);
    }
    printf("fork a schedule     %9.0f schedules/s, with three threads\n",
           FORKS / (seconds() - start));
}

static void native(void)
{
    double start = seconds();

    for (int i = 0; i < NATIVE; i++)
        three_threads();
    printf("native, real threads%9.0f runs/s, one schedule each, with three "
           "threads\n",
           NATIVE / (seconds() - start));
}

int main(void)
{
    explored(three_threads, "");
    explored(three_threads_twice, "");
    explored(three_threads_apart, ", each with an errno of its own");
    forked();
    native();
    return 0;
}
