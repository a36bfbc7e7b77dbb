// claims_luck.c - 1-d, 1-e: what is noticed in every run, and what in some.
#define _POSIX_C_SOURCE 200809L
#include "claims.h"

#include "experiment_luck.h"

#include "child.h"
#include "claim.h"
#include "thread.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

// --- 1-d --------------------------------------------------------------------

enum { APART_RUNS = 10 };

static struct hmap *apart;

static void *put_late(void *unused)
{
    nanosleep(&(struct timespec){.tv_nsec = 100 * 1000 * 1000}, NULL);
    hmap_put(apart, &one, &one);
    return unused;
}

static void *put_now(void *unused)
{
    hmap_put(apart, &one, &one);
    return unused;
}

void writes_apart(bool joined)
{
    pthread_t now, late;
    apart = hmap_new(&hmap_type_64, 1);
    pthread_create(&now, NULL, put_now, NULL);
    if (joined)
        pthread_join(now, NULL);
    pthread_create(&late, NULL, put_late, NULL);
    pthread_join(late, NULL);
    if (!joined)
        pthread_join(now, NULL);
}

static void body_apart(void *joined)
{
    writes_apart(*(bool *)joined);
}

static int seen_by_guard(bool joined)
{
    int seen = 0;
    for (int i = 0; i < APART_RUNS; i++)
        seen += *child_run(body_apart, &joined).fatal != 0;
    return seen;
}

static int seen_by_tsan(bool joined)
{
    char *arguments[] = {"apart", joined ? "joined" : "loose", NULL};
    int seen = 0;
    for (int i = 0; i < APART_RUNS; i++) {
        struct child child;
        if (!child_run_tsan(&child, arguments))
            return -1;
        seen += strstr(child.output, "ThreadSanitizer: data race") != NULL;
    }
    return seen;
}

void tripwire_or_sanitizer(void)
{
    int guard = seen_by_guard(false), guard_joined = seen_by_guard(true);
    int tsan = seen_by_tsan(false), tsan_joined = seen_by_tsan(true);
    printf("  two writes 100 ms apart, %d runs:        map's check  "
           "ThreadSanitizer\n",
           APART_RUNS);
    printf("  nothing orders them                      %11d  %15d\n", guard,
           tsan);
    printf("  the second starts after a join           %11d  %15d\n",
           guard_joined, tsan_joined);
    claim_value("guard", guard);
    claim_shows(guard == 0, "writes that do not overlap are not noticed");
    if (tsan < 0) {
        claim_unchecked("ThreadSanitizer does not run here; see `make doctor`");
        return;
    }
    claim_value("tsan", tsan);
    claim_value("tsan_joined", tsan_joined);
    claim_shows(tsan == APART_RUNS && tsan_joined == 0,
                "a sanitizer asks what orders them, not when they were");
}

// --- 1-e --------------------------------------------------------------------

enum { RATE_RUNS = 200, SHORT = LUCK_WRITES, LONG = 100 * LUCK_WRITES };

static unsigned died(const char *name, uint64_t writes, bool one_cpu)
{
    struct luck luck = luck_many(RATE_RUNS, writes, one_cpu);
    claim_value(name, luck.died);
    return luck.died;
}

void rate(void)
{
    bool two = cpus_allowed() > 1;
    unsigned alone = died("one_cpu", SHORT, true);
    unsigned alone_long = died("one_cpu_long", LONG, true);
    printf("  two writers, %d runs of each; how many died\n\n", RATE_RUNS);
    printf("                     %6d keys  %6d keys\n", SHORT, LONG);
    printf("  on one CPU         %11u  %11u\n", alone, alone_long);
    if (two) {
        unsigned both = died("all_cpus", SHORT, false);
        unsigned both_long = died("all_cpus_long", LONG, false);
        printf("  on all CPUs (%u)    %11u  %11u\n", cpus_allowed(), both,
               both_long);
    }
    claim_value("runs", RATE_RUNS);
    claim_value("keys", SHORT);
    claim_value("keys_long", LONG);
    claim_shows(alone < RATE_RUNS, "not every run dies");
    if (!two)
        claim_unchecked("this process may use only one CPU");
    printf("\n  It is the same mistake everywhere; the rate is the machine's "
           "and the loop's.\n");
}
