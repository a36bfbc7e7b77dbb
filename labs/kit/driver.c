// driver.c - the program in which a candidate runs: reads one order, runs one
// scenario, writes one verdict.
//
// The order comes through a pipe and is read before any other code of the
// process, constructors included, so that a candidate finds an empty pipe. The
// nonce then lives only in this file. A candidate shares the process and could
// search its memory; that is what the decoys are for.
#define _GNU_SOURCE  // syscall
#include "fatal.h"
#include "hmap.h"
#include "job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static char order[JOB_BYTES];
static struct job job;
static struct record record;
static struct scenario *scenarios;
static struct scenario *chosen;
static bool answered;  // atomically

void scenario_register(struct scenario *scenario)
{
    scenario->next = scenarios;
    scenarios = scenario;
}

const struct scenario *backend_scenario(void)
{
    return chosen;
}

const struct job *backend_job(void)
{
    return &job;
}

struct record *backend_record(void)
{
    return &record;
}

void backend_answer(struct record *answer)
{
    if (__atomic_exchange_n(&answered, true, __ATOMIC_ACQ_REL))
        return;
    if (*job.nonce) {
        record_write(answer, job.nonce, RECORD_DESCRIPTOR);
        return;
    }
    printf("%s", answer->evidence);
    fflush(stdout);
    fprintf(stderr, "scenario: %s%s%s\n",
            answer->outcome == OUTCOME_KEPT ? "kept what it promised"
                                            : answer->kind,
            *answer->sentence ? ": " : "", answer->sentence);
}

// --- the order ---------------------------------------------------------------

// By system call: the sanitizers' own read() is not ready this early.
__attribute__((no_sanitize("address", "thread", "undefined"))) static void
read_order(void)
{
    size_t used = 0;
    long n = 1;
    while (n > 0 && used + 1 < sizeof order) {
        n = syscall(SYS_read, JOB_DESCRIPTOR, order + used,
                    sizeof order - 1 - used);
        used += n > 0 ? (size_t)n : 0;
    }
    syscall(SYS_close, JOB_DESCRIPTOR);
}

__attribute__((section(".preinit_array"),
               used)) static void (*const first)(void) = read_order;

static struct scenario *ordered_scenario(void)
{
    char name[40];
    for (struct scenario *s = scenarios; s; s = s->next) {
        for (int twin = 0; twin <= 1; twin++) {
            job_name(name, job.nonce, s->name, twin);
            if (strcmp(name, job.name) == 0) {
                job.twin = twin;
                return s;
            }
        }
    }
    return NULL;
}

static void print_usage(void)
{
    fprintf(stderr, "usage: driver SCENARIO [TOKEN [json] | count | play | "
                    "tree]; scenarios are\n");
    for (struct scenario *s = scenarios; s; s = s->next)
        fprintf(stderr, "  %s\n", s->name);
}

// `driver NAME`: the scenario once, for a person; no verdict is written.
// `driver NAME TOKEN`: an explored driver replays it and prints it;
// `driver NAME count`: it counts what all orders of steps end in;
// `driver NAME play`, `driver NAME tree`: see the explorer's play.h.
static enum deed deed_of(const char *word)
{
    return strcmp(word, "count") == 0  ? DEED_COUNT
           : strcmp(word, "play") == 0 ? DEED_PLAY
           : strcmp(word, "tree") == 0 ? DEED_TREE
                                       : DEED_VERDICT;
}

static struct scenario *scenario_by_hand(int argc, char **argv)
{
    const char *hash = getenv("JUDGE_HASH"), *lab = getenv("JUDGE_LAB");
    job = (struct job){.seed = 1, .bound = 2, .budget = 20000};
    job.deed = deed_of(argc > 2 ? argv[2] : "");
    snprintf(job.token, sizeof job.token, "%s",
             argc > 2 && !job.deed ? argv[2] : "");
    snprintf(job.hash, sizeof job.hash, "%s", hash ? hash : "");
    snprintf(job.lab, sizeof job.lab, "%s", lab ? lab : "");
    job.lab[strcspn(job.lab, "-")] = 0;
    job.json = argc > 3;
    for (struct scenario *s = scenarios; s && argc > 1; s = s->next)
        if (strcmp(s->name, argv[1]) == 0)
            return s;
    print_usage();
    return NULL;
}

static struct scenario *find_scenario(int argc, char **argv)
{
    if (!*order)
        return scenario_by_hand(argc, argv);
    bool whole = job_parse(&job, order);
    memset(order, 0, sizeof order);
    return whole ? ordered_scenario() : NULL;
}

int main(int argc, char **argv)
{
    chosen = find_scenario(argc, argv);
    if (!chosen)
        return 2;
    memcpy(record.job, job.name, sizeof record.job);
    // The decoy of a program that must die of the tripwire: one without it.
    hmap_tripwire(chosen->dies_of && !job.twin);
    fatal_set_hook(backend_fatal);
    backend_run(&job, chosen, &record);
    backend_answer(&record);
    _exit(record.outcome == OUTCOME_KEPT     ? 0
          : record.outcome == OUTCOME_FAILED ? 1
                                             : 3);
}
