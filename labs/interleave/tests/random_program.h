// random_program.h - small programs drawn from a seed: a few threads that use
// locks, semaphores and condition variables and touch variables.
// scenario_random.c runs one under the explorer, oracle.c runs the same one
// over all schedules by its own means (model.h).
#ifndef RANDOM_PROGRAM_H
#define RANDOM_PROGRAM_H

#include <stdint.h>

enum { WORKERS_MOST = 3, STEPS_MOST = 7, VARIABLES = 2, LOCKS = 2 };

// STEP_TRY, _TRY_WRITE and _TRY_DOWN: register = did it work? and at once the
// other way round, if so.
enum step_kind {
    STEP_LOCK,
    STEP_UNLOCK,
    STEP_LOAD,   // register = variable
    STEP_STORE,  // variable = register + value
    STEP_ADD,    // register = variable, variable += value
    STEP_SWAP,   // if variable == register then variable = value
    STEP_TRY,
    STEP_READ_LOCK,  // there is one rwlock
    STEP_WRITE_LOCK,
    STEP_RW_UNLOCK,
    STEP_TRY_WRITE,
    STEP_POST,  // and one semaphore
    STEP_DOWN,
    STEP_TRY_DOWN,
    STEP_WAIT,  // each lock has a condition
    STEP_SIGNAL,
    STEP_BROADCAST,
    STEP_PEEK,  // plain: register = variable
    STEP_POKE,  // plain: variable = value
    STEP_FENCE,
    STEP_KINDS,
};

struct step {
    enum step_kind kind;
    int which;  // lock or variable
    int value;  // 1 to 3; also how strong an atomic is
};

struct program {
    int workers;
    int joined;     // main waits for the first so many
    int semaphore;  // its value in the beginning
    int prefers_writers;
    int steps[WORKERS_MOST];
    struct step step[WORKERS_MOST][STEPS_MOST + LOCKS + 1];
};

static inline uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

enum { PALETTE = 4 };  // kinds in one program: they shall meet

struct drawing {
    uint64_t state;
    enum step_kind palette[PALETTE];
    int held[LOCKS];
    int reading, writing;
};

// What a thread must not do, becomes something it may.
static inline enum step_kind allowed(struct drawing *d, enum step_kind kind,
                                     int lock)
{
    int in = d->reading || d->writing;

    if ((kind == STEP_LOCK || kind == STEP_TRY) && d->held[lock])
        return STEP_LOAD;
    if ((kind == STEP_UNLOCK || kind == STEP_WAIT) && !d->held[lock])
        return STEP_LOCK;
    if (kind == STEP_RW_UNLOCK && !in)
        return STEP_ADD;
    if ((kind == STEP_READ_LOCK || kind == STEP_WRITE_LOCK ||
         kind == STEP_TRY_WRITE) &&
        in)
        return STEP_SWAP;
    return kind;
}

static inline void hold(struct drawing *d, enum step_kind kind, int lock)
{
    if (kind == STEP_LOCK || kind == STEP_UNLOCK)
        d->held[lock] = kind == STEP_LOCK;
    if (kind == STEP_READ_LOCK || kind == STEP_RW_UNLOCK)
        d->reading = kind == STEP_READ_LOCK;
    if (kind == STEP_WRITE_LOCK || kind == STEP_RW_UNLOCK)
        d->writing = kind == STEP_WRITE_LOCK;
}

static inline int is_on_lock(enum step_kind kind)
{
    return kind == STEP_LOCK || kind == STEP_UNLOCK || kind == STEP_TRY ||
           kind == STEP_WAIT || kind == STEP_SIGNAL || kind == STEP_BROADCAST;
}

// Locks are given back in the end, so a program can deadlock but not misuse.
static inline void draw_worker(struct program *p, int w, int steps,
                               struct drawing *d)
{
    int n = 0;

    for (int i = 0; i < steps; i++) {
        enum step_kind kind = d->palette[draw(&d->state, PALETTE)];
        int lock = (int)draw(&d->state, LOCKS);
        int variable = (int)draw(&d->state, VARIABLES);
        int value = (int)draw(&d->state, 3) + 1;
        kind = allowed(d, kind, lock);
        hold(d, kind, lock);
        p->step[w][n++] =
            (struct step){kind, is_on_lock(kind) ? lock : variable, value};
    }
    for (int lock = 0; lock < LOCKS; lock++) {
        if (d->held[lock])
            p->step[w][n++] = (struct step){STEP_UNLOCK, lock, 0};
        d->held[lock] = 0;
    }
    if (d->reading || d->writing)
        p->step[w][n++] = (struct step){STEP_RW_UNLOCK, 0, 0};
    d->reading = d->writing = 0;
    p->steps[w] = n;
}

// Of the first `kinds` kinds; some programs end before their threads do, if
// that is allowed.
static inline struct program draw_program(uint64_t seed, int kinds, int early)
{
    struct program p = {0};
    struct drawing d = {.state = seed * 77777 + 5};

    draw(&d.state, 2);
    p.workers = 2 + (int)draw(&d.state, WORKERS_MOST - 1);
    p.semaphore = (int)draw(&d.state, 3);
    p.prefers_writers = (int)draw(&d.state, 2);
    p.joined = p.workers;
    if (early && !draw(&d.state, 4))
        p.joined = (int)draw(&d.state, (uint32_t)p.workers);
    // A plain access is a step only if it races; where the end of the program
    // cuts off others, that would be seen.
    if (p.joined < p.workers && kinds > STEP_PEEK)
        kinds = STEP_PEEK;
    for (int i = 0; i < PALETTE; i++)
        d.palette[i] = (enum step_kind)draw(&d.state, (uint32_t)kinds);
    for (int w = 0; w < p.workers; w++)
        draw_worker(
            &p, w, 2 + (int)draw(&d.state, p.workers == 2 ? STEPS_MOST - 1 : 3),
            &d);
    return p;
}

#endif
