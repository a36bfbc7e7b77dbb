// outcome.h - what an exploration has to say: one of three answers.
//
// Shape:    failed, with a token that replays it; clean, with its coverage;
//           could not judge, with the reason.
// Memory:   as event.h: shared, read only, valid until the next exploration.
#ifndef INTERLEAVE_OUTCOME_H
#define INTERLEAVE_OUTCOME_H

#include "failure.h"
#include "moment.h"

enum {
    TOKEN_MAX = 1024,
    REASON_MAX = 512,
    RECORDED_RACES = 32,
    OUTCOMES_MAX = 4096,
    OUTCOME_TEXT = 96,
    STAGES_MAX = 8,
};

enum answer {
    ANSWER_FAILED,
    ANSWER_CLEAN,
    ANSWER_UNJUDGED,
};

enum reduction {
    REDUCTION_NONE,   // every schedule was run
    REDUCTION_CACHE,  // schedules that reach a state with the same happens-
                      // before past as an earlier one are not run to the end
};

// In which order schedules are tried.
enum explore_strategy {
    STRATEGY_CHOSEN,   // the explorer chooses by the size of the space
    STRATEGY_BOUNDED,  // all with at most so many preemptions
    STRATEGY_DELAYS,   // all in which at most so often the thread whose turn it
                       // is, round robin, is passed over
    STRATEGY_DPOR,     // one of all that differ only in the order of steps
                       // which have nothing to do with each other
    STRATEGY_PCT,      // drawn: random priorities, changed at random steps
    STRATEGY_POS,      // drawn: a random priority for each step
    STRATEGY_WALK,     // drawn: each choice is a throw of dice
    STRATEGIES,
};

// Its name in a word ("dpor").
const char *strategy_name(enum explore_strategy strategy);

// One strategy at work. Stages follow each other until one finds a failure, or
// has run all there is, or the budget ends.
struct stage {
    enum explore_strategy strategy;
    unsigned bound;      // preemptions or delays
    uint64_t seed;       // of those that draw
    uint64_t schedules;  // run to their end or cut as equivalent
    uint64_t skipped;    // of these, cut as equivalent
    bool finished;       // there is no other schedule of its kind
};

// What was searched. Read it as: "sequentially consistent; every schedule with
// at most `bound_done` preemptions: `schedules` run, `skipped` equivalent ones
// skipped" if `every`; "every inequivalent interleaving: `classes`" if
// `inequivalent`; else "no failure found in `schedules` schedules".
struct coverage {
    unsigned bound;      // asked for
    int bound_done;      // finished; -1: not even bound 0
    bool complete;       // bound_done == bound: the budget was enough
    bool every;          // "every schedule" may be said: complete, and no
                         // spin or yield loop was cut by fairness
    bool unbounded;      // no schedule was left out because of the bound: the
                         // claim holds for any number of preemptions
    bool inequivalent;   // every schedule is run but for the order of steps
                         // that have nothing to do with each other
    bool early_wakes;    // waits could end early, which counts as a preemption
    bool has_spin_loop;  // so neither cache, nor "every", nor `inequivalent`
    bool plain_points;   // plain accesses were switch points too
    enum reduction reduction;
    struct stage stage[STAGES_MAX];
    uint32_t stages;
    uint64_t classes;         // inequivalent schedules that were run
    const char *model;        // "sequentially consistent"
    uint64_t schedules;       // run to their end or cut as equivalent
    uint64_t skipped;         // of these, cut as equivalent
    uint64_t budget;          // schedules allowed
    uint64_t switch_points;   // of the longest schedule: where another thread
                              // could have been chosen. 0 with two threads is
                              // the lab's error
    uint64_t accesses;        // memory accesses seen, all schedules together
    uint32_t threads;         // most in one schedule, T0 included
    uint32_t longest;         // operations of the longest schedule
    size_t memory;            // bytes of the explorer's own tables in use
    uint64_t races_recorded;  // schedules in which a race was recorded
    bool inline_assembly;     // the program has some: it is not seen
};

enum unjudged {
    UNJUDGED_NONE,
    UNJUDGED_NONDETERMINISTIC,  // two runs of one schedule parted
    UNJUDGED_NOT_CONFIRMED,     // the failure did not come again in the replay
    UNJUDGED_UNSUPPORTED,       // a call that the explorer does not know
    UNJUDGED_LIMIT,             // threads, memory, sync objects, steps
    UNJUDGED_NO_CHOICE,         // two threads, yet nothing to choose
    UNJUDGED_TOKEN,             // the token cannot be read or does not belong
    UNJUDGED_INTERNAL,          // a fault of the explorer itself
};

// A replay: how the token fitted the program.
struct replay {
    bool asked;
    bool changed;             // the candidate's hash differs from the token's
    uint32_t switches;        // in the token
    uint32_t fitted;          // that could be followed
    char misfit[REASON_MAX];  // the first one that could not, in words
};

// One result of an enumeration, with how many schedules ended in it.
struct counted {
    char text[OUTCOME_TEXT];
    uint64_t count;
};

struct exploration {
    enum answer answer;
    struct coverage coverage;

    // failed
    const struct failure *failure;
    struct trace trace;     // of the failing schedule (failed, or a replay)
    char token[TOKEN_MAX];  // "1.2-two_stores-2.5.1-9f3a"
    uint64_t found_after;   // schedules run until the failure was first seen
    uint64_t minimised_by;  // schedules spent on making it small
    uint32_t confirmed;     // times it was replayed with an equal trace

    // Races met while races were recorded, different ones only (first, second
    // and kind are filled; events are EVENT_NONE unless in the trace).
    const struct failure *race;  // race[race_count]
    uint32_t race_count;

    // could not judge
    enum unjudged unjudged;
    char reason[REASON_MAX];

    struct replay replay;
    const struct moment *moment;  // EXPLORE_STEER, else NULL

    // enumerate: in order of first appearance
    const struct counted *counted;
    uint32_t counted_count;
    uint64_t counted_total;
};

#endif
