// whole.c - the main of a program that is explored as it is: its own main has
// become interleave_program_main, and runs once a schedule.
//
//     PROGRAM name=NAME hash=HEX [bound=N] [budget=N] [seconds=N] [spurious=N]
//             [races=fail|record] [assembly] [token=TOKEN] [json] [gdb]
//
// What is shown, and which files are written: outputs.h.
// Status: 0 clean, 1 failed, 2 wrong usage or a file that cannot be written,
// 3 could not judge.
#define _POSIX_C_SOURCE 200809L
#include "explore.h"
#include "fail.h"
#include "outputs.h"
#include "program.h"
#include "scheduler.h"
#include "trace_report.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { BUDGET = 20000, WIDTH = 100, WIDTH_MOST = 160, BEAT = 200000 };

extern char **environ;
int interleave_program_main(int count, char **arguments, char **environment);

static char program_name[64] = "program";
static bool as_json;
static unsigned long seconds;
static time_t began;
static volatile sig_atomic_t interrupted;

// --- what the program needs --------------------------------------------------

static void body(void)
{
    static char *arguments[] = {program_name, NULL};

    program_exit(interleave_program_main(1, arguments, environ),
                 scheduler_current->last_pc);
}

// Calls of functions that the explorer does not know end here.
_Noreturn void explore_unknown(const char *function, const char *why,
                               void *caller)
{
    if (scheduler_current)
        fail_unsupported(function, (uintptr_t)caller, why);
    printf("This calls %s before main, %s.\nverdict: could not judge\n",
           function, why ? why : "which the explorer does not know");
    fflush(stdout);
    _exit(3);
}

// --- options -----------------------------------------------------------------

static struct explore_options options = {
    .lab = "file",
    .scenario = program_name,
    .body = body,
    .bound = 2,
    .budget = BUDGET,
    .leaks_allowed = true,  // the end of a program frees all it has
    .whole_program = true,
};

static _Noreturn void usage(const char *argument)
{
    fprintf(stderr, "%s: what does \"%s\" mean?\n", program_name, argument);
    exit(2);
}

static unsigned long number(const char *argument, const char *text,
                            unsigned long most)
{
    char *end;
    unsigned long value = strtoul(text, &end, 10);

    if (*text < '0' || *text > '9' || *end || value > most)
        usage(argument);
    return value;
}

static enum race_policy policy(const char *argument, const char *text)
{
    if (strcmp(text, "fail") == 0)
        return RACE_FAILS;
    if (strcmp(text, "record") == 0)
        return RACE_RECORDED;
    usage(argument);
}

static enum explore_strategy strategy(const char *argument, const char *text)
{
    for (int s = STRATEGY_CHOSEN; s < STRATEGIES; s++)
        if (strcmp(text, strategy_name((enum explore_strategy)s)) == 0)
            return (enum explore_strategy)s;
    usage(argument);
}

static void set(const char *argument)
{
    const char *value = strchr(argument, '=');
    size_t length = value ? (size_t)(value - argument) : strlen(argument);

    value = value ? value + 1 : "";
#define IS(word) (length == strlen(word) && !strncmp(argument, word, length))
    if (IS("name"))
        snprintf(program_name, sizeof program_name, "%s", value);
    else if (IS("hash"))  // never 0, which means "compute"
        options.candidate = (uint32_t)strtoul(value, NULL, 16) | 1u << 31;
    else if (IS("bound"))
        options.bound = (unsigned)number(argument, value, 100);
    else if (IS("budget"))
        options.budget = number(argument, value, 1000000000);
    else if (IS("seconds"))
        seconds = number(argument, value, 1000000);
    else if (IS("spurious"))
        options.spurious = (unsigned)number(argument, value, 100);
    else if (IS("races"))
        options.races = policy(argument, value);
    else if (IS("strategy"))
        options.strategy = strategy(argument, value);
    else if (IS("seed"))
        options.seed = number(argument, value, ULONG_MAX);
    else if (IS("assembly"))
        options.inline_assembly = true;
    else if (IS("json"))
        as_json = true;
    else if (IS("gdb"))
        options.in_process = true;
    else if (IS("token"))
        options.token = value;
    else
        usage(argument);
}

// --- while it runs -----------------------------------------------------------

static void on_beat(int number)
{
    (void)number;  // waking up is enough
}

// The first one ends the search, the second one the process.
static void on_interrupt(int number)
{
    if (interrupted)
        _exit(128 + number);
    interrupted = 1;
    explore_stop();
}

static void show_progress(uint64_t schedules)
{
    static bool tty_known, tty;

    if (!tty_known)
        tty = isatty(STDERR_FILENO);
    tty_known = true;
    if (seconds && (unsigned long)(time(NULL) - began) >= seconds)
        explore_stop();
    if (tty)
        fprintf(stderr, "\r\033[K%llu schedules",
                (unsigned long long)schedules);
}

static void watch(void)
{
    struct itimerval beat = {{0, BEAT}, {0, BEAT}};
    struct sigaction on_alarm = {.sa_handler = on_beat};
    struct sigaction on_int = {.sa_handler = on_interrupt};

    began = time(NULL);
    options.waiting = show_progress;
    sigaction(SIGALRM, &on_alarm, NULL);
    sigaction(SIGINT, &on_int, NULL);
    setitimer(ITIMER_REAL, &beat, NULL);
}

static void watch_no_more(void)
{
    struct itimerval none = {{0, 0}, {0, 0}};

    setitimer(ITIMER_REAL, &none, NULL);
    if (isatty(STDERR_FILENO))
        fputs("\r\033[K", stderr);
}

// --- the answer --------------------------------------------------------------

static unsigned width(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || size.ws_col < 60)
        return WIDTH;
    return size.ws_col < WIDTH_MOST ? size.ws_col : WIDTH_MOST;
}

static bool wants_colour(void)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

    return isatty(STDOUT_FILENO) && !(no && *no) && term &&
           strcmp(term, "dumb") != 0;
}

// A program that stops before it has made a thread may have wanted arguments.
static bool may_want_arguments(const struct exploration *x)
{
    return x->answer == ANSWER_FAILED && x->trace.thread_count == 1 &&
           (x->failure->kind == FAILURE_EXIT ||
            x->failure->kind == FAILURE_SIGNAL);
}

// Who interrupts a search wants to know how far it came, and has no verdict.
static enum answer answer_of(const struct exploration *x)
{
    return interrupted && x->answer == ANSWER_CLEAN ? ANSWER_UNJUDGED
                                                    : x->answer;
}

static int tell(const struct exploration *x)
{
    static const char *const verdict[] = {[ANSWER_FAILED] = "failed",
                                          [ANSWER_CLEAN] = "clean",
                                          [ANSWER_UNJUDGED] =
                                              "could not judge"};
    static const int status[] = {
        [ANSWER_FAILED] = 1, [ANSWER_CLEAN] = 0, [ANSWER_UNJUDGED] = 3};

    enum answer answer = answer_of(x);

    if (as_json) {
        report_json(stdout, x);
        return outputs_write(x, true) ? status[answer] : 2;
    }
    outputs_show(x, width(), wants_colour());
    if (may_want_arguments(x))
        puts("It ran without arguments (argc is 1): what it needs must be in "
             "the program.");
    if (interrupted)
        puts("The search was interrupted.");
    bool written = outputs_write(x, false);
    printf("verdict: %s\n", verdict[answer]);
    return written ? status[answer] : 2;
}

int main(int argc, char **argv)
{
    const struct exploration *x;

    for (int i = 1; i < argc; i++)
        set(argv[i]);
    if (options.token)
        options.mode = EXPLORE_REPLAY;
    if (!options.in_process)
        watch();
    x = explore(&options);
    watch_no_more();
    int result = tell(x);
    fflush(stdout);
    return result;
}
