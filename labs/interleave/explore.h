// explore.h - run a scenario under every schedule that matters.
//
// Shape:    one call explores one scenario and returns its outcome. The
//           scenario is a plain C function; it runs in simulated thread T0 and
//           creates threads, locks and allocates as any program does.
// Threads:  call it from the program's only thread. The exploration runs in a
//           forked worker; the caller's own memory does not change.
// Memory:   the outcome belongs to the explorer and is valid until the next
//           call.
// Errors:   never ends the program. What cannot be judged is an outcome.
//
// The program must be compiled with -fsanitize=thread, linked without it and
// against the runtime (interleave.mk gives the flags).
#ifndef INTERLEAVE_EXPLORE_H
#define INTERLEAVE_EXPLORE_H

#include "outcome.h"

enum explore_mode {
    EXPLORE_SEARCH,     // bounded search for a failure
    EXPLORE_ENUMERATE,  // every schedule, every plain access a switch point;
                        // what ends up in explore_result() is counted
    EXPLORE_REPLAY,     // one schedule, given by token, with its trace
    EXPLORE_STEER,      // one schedule, given by a person's picks: see steer.h
};

enum race_policy {
    RACE_FAILS,     // a race is the failure
    RACE_RECORDED,  // races are listed; the search goes on for something else
    RACE_EXPECTED,  // races are no news and are not even listed
};

struct explore_options {
    const char *lab;       // "1.2": the token's first part
    const char *scenario;  // "two_stores": the token's second part
    void (*body)(void);    // the scenario
    enum explore_mode mode;
    enum explore_strategy strategy;  // EXPLORE_SEARCH
    enum race_policy races;
    unsigned bound;       // most preemptions (or delays), EXPLORE_SEARCH
    uint64_t budget;      // most schedules; 0: a default of 200 000
    uint32_t steps;       // most operations in a schedule; 0: 20 000
    uint64_t seed;        // of rand() in the candidate, of drawn schedules
    const char *token;    // EXPLORE_REPLAY
    const uint8_t *pick;  // EXPLORE_STEER: the threads chosen so far
    uint32_t picks;
    void (*show)(char *text, unsigned room);  // what the shared object holds
    uint32_t candidate;    // hash of the candidate; 0: of the program's code
    bool plain_points;     // plain accesses are switch points from the start
    bool no_cache;         // run equivalent schedules too
    bool no_minimise;      // keep the first failing schedule
    bool leaks_allowed;    // blocks may be left at the end
    unsigned spurious;     // spurious wake-ups allowed in one schedule
    bool inline_assembly;  // the program has some, which cannot be seen: said
    bool collect;          // EXPLORE_SEARCH: no failure stops it; what each
                           // schedule ends in is counted
    // collect: write what the schedule that left this trace is counted as;
    // NULL: its result, or how it failed.
    void (*end_name)(const struct trace *trace, char text[OUTCOME_TEXT]);
    uint64_t only;       // stop after this schedule and show it; 0: no
    bool in_process;     // do not fork, for gdb: the process is then spent
    bool whole_program;  // one with a main of its own: that its threads never
                         // run side by side is no error
    void (*waiting)(uint64_t schedules);  // called in the parent whenever a
                                          // signal ends its waiting; or NULL
};

const struct exploration *explore(const struct explore_options *options);

// End the search after the schedule that runs, as if the budget were spent. May
// be called by a signal handler, in the parent or in the worker.
void explore_stop(void);

// --- for scenarios and for the kit, called from simulated threads ----------
// Each does nothing, or what is said, if no exploration runs.

// True in a simulated thread.
bool explore_active(void);

// The number of the calling simulated thread; 0 outside.
unsigned explore_thread(void);

// End the schedule: a promise is broken. Does not return under exploration.
void explore_promise_broken(const char *text, const char *file, int line);

// End the schedule: given code detected a fault ("concurrent map writes").
void explore_fatal(const char *message);

// Record a call of the student's code and its result for the trace.
void explore_call(const char *text);
void explore_return(const char *text);
void explore_note(const char *text);

// EXPLORE_ENUMERATE: the result this schedule ends in. The last one counts.
void explore_result(const char *text);

// gdb stops here on the failing thread's stack, at the end of a replay.
void explore_stop_here(void);

#endif
