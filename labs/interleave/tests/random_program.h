// random_program.h - small programs drawn from a seed: a few threads that lock,
// unlock and touch atomic variables. scenario_random.c runs one under the
// explorer, oracle.c runs the same one over all schedules by its own means.
#ifndef RANDOM_PROGRAM_H
#define RANDOM_PROGRAM_H

#include <stdint.h>

enum { WORKERS_MOST = 3, STEPS_MOST = 5, VARIABLES = 2, LOCKS = 2 };

enum step_kind {
    STEP_LOCK,
    STEP_UNLOCK,
    STEP_LOAD,   // register = variable
    STEP_STORE,  // variable = register + value
    STEP_ADD,    // register = variable, variable += value
    STEP_SWAP,   // if variable == register then variable = value
    STEP_TRY,    // register = was the lock free? then give it back at once
};

struct step {
    enum step_kind kind;
    int which;  // lock or variable
    int value;
};

struct program {
    int workers;
    int steps[WORKERS_MOST];
    struct step step[WORKERS_MOST][STEPS_MOST + 2 * LOCKS];
};

static inline uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

// Locks are given back in the end, so a program can deadlock but not misuse.
static inline void draw_worker(struct program *p, int w, int steps,
                               uint64_t *state)
{
    int held[LOCKS] = {0}, n = 0;

    for (int i = 0; i < steps; i++) {
        enum step_kind kind = (enum step_kind)draw(state, 7);
        int lock = (int)draw(state, LOCKS);
        int variable = (int)draw(state, VARIABLES);
        int value = (int)draw(state, 3) + 1;
        if ((kind == STEP_LOCK || kind == STEP_TRY) && held[lock])
            kind = STEP_LOAD;
        if (kind == STEP_UNLOCK && !held[lock])
            kind = STEP_STORE;
        if (kind == STEP_LOCK)
            held[lock] = 1;
        if (kind == STEP_UNLOCK)
            held[lock] = 0;
        p->step[w][n++] = (struct step){
            kind, kind >= STEP_LOAD && kind <= STEP_SWAP ? variable : lock,
            value};
    }
    for (int lock = 0; lock < LOCKS; lock++)
        if (held[lock])
            p->step[w][n++] = (struct step){STEP_UNLOCK, lock, 0};
    p->steps[w] = n;
}

static inline struct program draw_program(uint64_t seed)
{
    struct program p = {0};
    uint64_t state = seed * 77777 + 5;

    draw(&state, 2);
    p.workers = 2 + (int)draw(&state, WORKERS_MOST - 1);
    for (int w = 0; w < p.workers; w++)
        draw_worker(&p, w, 1 + (int)draw(&state, p.workers == 2 ? 5 : 3),
                    &state);
    return p;
}

#endif
