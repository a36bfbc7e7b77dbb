// play_walk.h - private: an interleaving step by step, by keys (STEP=1).
#ifndef INTERLEAVE_PLAY_WALK_H
#define INTERLEAVE_PLAY_WALK_H

#include "trace_sentence.h"

struct walk {
    const struct teller *t;
    struct steps steps;
    struct step_ends ends;  // after the last step, if it failed
    unsigned at;            // the step shown; steps.count: the end
    unsigned last;          // where at may be
};

// Show the first step, then what the keys ask for. keys_next() gives them.
void walk_through(const struct exploration *x);

// --- for play_walk.c ---------------------------------------------------------

// The step at w->at; then the locks, and every thread that runs: its line, and
// what it read and wrote last.
void walk_show(const struct walk *w);
void walk_help(void);

#endif
