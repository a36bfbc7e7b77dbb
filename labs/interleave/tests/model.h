// model.h - what a random program can do next, worked out by its own means: no
// code of the explorer, but the drawing of the program (random_program.h).
//
// The main thread's own steps are there, too: it creates the workers and joins
// them. Each thread begins with a step that does nothing; a worker ends with
// one; after main has ended nothing more happens.
#ifndef MODEL_H
#define MODEL_H

#include "random_program.h"

enum { MAIN = WORKERS_MOST, THREADS = WORKERS_MOST + 1 };

// The objects that steps are in conflict on.
enum {
    OBJECT_LOCK,
    OBJECT_CONDITION = LOCKS,
    OBJECT_VARIABLE = 2 * LOCKS,
    OBJECT_RWLOCK = 2 * LOCKS + VARIABLES,
    OBJECT_SEMAPHORE,
    OBJECTS
};

enum way { LOOKS, ADDS, WRITES, WAYS };

// What happened before each step that is in conflict with it, as a number for
// each thread: equal ones, equivalent schedules.
struct past {
    uint64_t of[THREADS];
    uint32_t steps[THREADS];
    uint64_t done[OBJECTS][WAYS];
};

struct state {
    int next[THREADS];       // step; -1 of a worker: not created
    int part[WORKERS_MOST];  // of a step that takes several
    int owner[LOCKS];
    int reading, writing;  // the rwlock: how many read; who writes, or -1
    int keeping_out;       // writers who wait and let no reader in
    int semaphore;
    int waits[WORKERS_MOST];  // for a signal
    int variable[VARIABLES];
    int registers[WORKERS_MOST];
    int ended[THREADS];
    struct past past;  // kept up only if model_keeps_past
};

extern struct program model_program;
extern int model_keeps_past;

void model_begin(struct state *s);
int model_can_run(const struct state *s, int thread);

// The thread's next step; which of the waiters a signal wakes is way, from 0.
// Returns: how many ways there are.
int model_advance(struct state *s, int thread, int way);

uint64_t model_class(const struct state *s);

#endif
