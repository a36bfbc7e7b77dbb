// native.c - the backend of real threads: a scenario runs once, as it would in
// life. Also what the ASan and ThreadSanitizer drivers are linked with.
#define _GNU_SOURCE  // backtrace and SA_ONSTACK
#include "backend.h"
#include "gate.h"

#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void answer_and_end(struct record *record)
{
    backend_answer(record);
    _exit(record->outcome == OUTCOME_KEPT ? 0 : 1);
}

_Noreturn void backend_broken(const char *kind, const char *sentence,
                              const char *file, int line)
{
    struct record *record = backend_record();
    record->outcome = OUTCOME_FAILED;
    snprintf(record->kind, sizeof record->kind, "%s", kind);
    snprintf(record->sentence, sizeof record->sentence, "%s", sentence);
    if (*file)
        snprintf(record->where, sizeof record->where, "%s:%d", file, line);
    answer_and_end(record);
}

_Noreturn void backend_finish(void)
{
    struct record *record = backend_record();
    record->outcome = OUTCOME_KEPT;
    answer_and_end(record);
}

// The map dies after this; how many threads stood at a gate at that moment
// tells a script from luck.
void backend_fatal(const char *message)
{
    struct record *record = backend_record();
    record->outcome = OUTCOME_FAILED;
    snprintf(record->kind, sizeof record->kind, "fatal");
    snprintf(record->sentence, sizeof record->sentence, "%s", message);
    record_count(record, "held", gate_held());
    backend_answer(record);
}

unsigned backend_thread(void)
{
    static unsigned others;
    static _Thread_local unsigned number;
    if (number == 0 && gettid() != getpid())
        number = __atomic_add_fetch(&others, 1, __ATOMIC_RELAXED);
    return number;
}

void backend_call(const char *text)
{
    (void)text;
}

void backend_return(const char *text)
{
    (void)text;
}

void backend_result(const char *text)
{
    (void)text;
}

// --- crashes -----------------------------------------------------------------

#ifndef __SANITIZE_ADDRESS__

static void record_frames(struct record *record)
{
    void *frame[24];
    int frames = backtrace(frame, 24);
    size_t used = 0;
    for (int i = 0; i < frames && used < sizeof record->frames; i++)
        used += (size_t)snprintf(record->frames + used,
                                 sizeof record->frames - used, "%p ", frame[i]);
}

// Not async-signal-safe to the letter: the process is lost already, and if
// this fails too the judge still sees the signal.
static void on_crash(int signal_number, siginfo_t *info, void *context)
{
    struct record *record = backend_record();
    (void)context;
    record->outcome = OUTCOME_FAILED;
    snprintf(record->kind, sizeof record->kind, "crash");
    snprintf(record->sentence, sizeof record->sentence,
             "the process crashed: %s at address %p", strsignal(signal_number),
             info->si_addr);
    record_frames(record);
    backend_answer(record);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

#endif

// AddressSanitizer tells of a crash itself, and tells more.
static void watch_for_crashes(void)
{
#ifndef __SANITIZE_ADDRESS__
    static char stack[64 * 1024];
    const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    void *warm_up[1];
    struct sigaction action = {.sa_sigaction = on_crash,
                               .sa_flags = SA_SIGINFO | SA_ONSTACK};
    backtrace(warm_up, 1);  // loads the unwinder now, not in the handler
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
#endif
}

// --- one run -----------------------------------------------------------------

void backend_run(const struct job *job, const struct scenario *scenario,
                 struct record *record)
{
    (void)job;
    watch_for_crashes();
    scenario_restart();
    record->schedules = 1;
    scenario->body();
    if (record->promises == 0) {
        record->outcome = OUTCOME_CANNOT;
        snprintf(record->sentence, sizeof record->sentence,
                 "the scenario stated no promise: an error of the lab");
        return;
    }
    record->outcome = OUTCOME_KEPT;
}
