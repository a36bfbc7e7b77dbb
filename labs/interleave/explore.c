// explore.c - see explore.h: the parent, which forks a worker and waits for it.
#define _GNU_SOURCE  // MAP_ANONYMOUS
#include "explore.h"

#include "context.h"
#include "shared.h"
#include "token.h"
#include "worker.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

// --- the parent --------------------------------------------------------------

static bool wait_for(pid_t child, int *status)
{
    pid_t ended;

    while ((ended = waitpid(child, status, 0)) < 0 && errno == EINTR)
        if (worker_options->waiting)
            worker_options->waiting(shared->schedules);
    return ended == child;
}

static bool run_worker(void (*worker)(void))
{
    int status = 0;
    pid_t child;

    fflush(NULL);
    child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);  // nobody waits for it any more
        worker();
        _exit(0);
    }
    return child > 0 && wait_for(child, &status) && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

// In a process of its own, with tables of its own: only the hash comes back.
static uint64_t *confirmed_hash;

static void confirm_in_child(void)
{
    static struct token same;

    token_parse(shared->exploration.token, &same);
    mmap((void *)SHARED_BASE, sizeof *shared, PROT_READ | PROT_WRITE,
         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
    if (worker_fails_again(&same))
        *confirmed_hash = shared->exploration.trace.hash;
}

static void confirm(void)
{
    if (shared->exploration.answer != ANSWER_FAILED ||
        !*shared->exploration.token || worker_options->mode != EXPLORE_SEARCH ||
        worker_options->only)
        return;
    confirmed_hash = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (run_worker(confirm_in_child) &&
        *confirmed_hash == shared->exploration.trace.hash)
        shared->exploration.confirmed = 1;
    else
        worker_could_not_judge(
            UNJUDGED_NOT_CONFIRMED,
            "the failure did not come again in a fresh process: "
            "does the code depend on addresses, on time or on "
            "memory it never wrote?");
    munmap(confirmed_hash, PAGE);
}

void explore_stop(void)
{
    if (shared_is_mapped())
        shared->stop = true;
}

static void begin(void)
{
    memset(&shared->exploration, 0, sizeof shared->exploration);
    memset(&shared->failure, 0, sizeof shared->failure);
    shared->answered = shared->stop = shared->apart = false;
    shared->schedules = 0;
    shared->event_count = shared->block_count = 0;
    depot_clear();
}

// The worker ends when it meets a program that can tell whose block it sees.
static bool worker_has_answered(void)
{
    bool ran = run_worker(worker_explore);

    if (shared->apart && !context_apart) {
        bool stop = shared->stop;
        begin();
        shared->stop = stop;
        context_apart = true;
        ran = run_worker(worker_explore);
    }
    return ran && shared->answered;
}

const struct exploration *explore(const struct explore_options *asked)
{
    static struct exploration nothing;

    worker_options = asked;
    if (!shared_map()) {
        nothing.answer = ANSWER_UNJUDGED;
        nothing.unjudged = UNJUDGED_INTERNAL;
        snprintf(nothing.reason, REASON_MAX,
                 "the explorer's address range is in use");
        return &nothing;
    }
    begin();
    context_apart |= asked->in_process;
    if (asked->in_process)
        worker_explore();
    else if (!worker_has_answered())
        worker_could_not_judge(UNJUDGED_INTERNAL,
                               "the explorer itself failed: please report the "
                               "program that did it");
    if (!asked->in_process)
        confirm();
    return &shared->exploration;
}
