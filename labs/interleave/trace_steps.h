// trace_steps.h - a schedule as a person reads it: the steps worth showing, in
// order, with dull runs folded into one step that says how many it stands for.
//
// Memory:   the steps live until steps_free(), their texts until the names are
//           closed.
// Errors:   out of memory ends the process.
#ifndef INTERLEAVE_TRACE_STEPS_H
#define INTERLEAVE_TRACE_STEPS_H

#include "names.h"
#include "outcome.h"

struct step {
    uint32_t event;  // in the trace, the first one if folded
    uint16_t thread;
    uint16_t depth;      // calls around it that are shown
    const char *kind;    // "read", "write", "lock", "call", "fold", ...
    const char *text;    // what happened, in one line
    const char *name;    // of the variable or lock, or NULL
    const char *before;  // values, or NULL
    const char *after;
    struct place place;
    const char *source;         // the line, "" if not known
    enum switch_kind switched;  // another thread ran before this step
    const struct lock_set *locks;
    bool marked;      // a racing access, or where it failed
    uint32_t folded;  // how many steps it stands for; 0: it is one
};

struct steps {
    struct step *step;
    unsigned count;
    unsigned room;
    uint32_t left_out;  // on memory that one thread alone touches
};

struct steps steps_of(struct names *names, const struct exploration *x);
void steps_free(struct steps *steps);

// --- for trace_steps.c: one event in words -----------------------------------

// Fill kind, text, name, before and after.
void step_describe(struct names *names, const struct event *e,
                   struct step *step);

// "map->lock", "T2"
const char *step_sync_name(struct names *names, struct sync_name sync,
                           uint32_t at);

// Put runs of equal steps into one.
void steps_fold_repeats(struct steps *steps, struct names *names);

#endif
