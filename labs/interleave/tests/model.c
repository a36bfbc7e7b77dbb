// model.c - see model.h.
#include "model.h"

#include <string.h>

struct program model_program;
int model_keeps_past;

// --- classes -----------------------------------------------------------------

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t z = (a ^ UINT64_C(0x6a09e667f3bcc908)) + b * 0x2545f4914f6cdd1du;

    z = (z ^ z >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
    return (z ^ z >> 32) * UINT64_C(0x94d049bb133111eb);
}

static void touch(struct state *s, int thread, int object, enum way way)
{
    struct past *p = &s->past;
    uint64_t before = 0;

    if (!model_keeps_past)
        return;
    for (int other = 0; other < WAYS; other++)
        if (other != (int)way || way == WRITES)
            before += p->done[object][other];
    p->of[thread] = mix(p->of[thread], before ^ (uint64_t)object);
    p->done[object][way] += mix((uint64_t)thread + 1, ++p->steps[thread]);
}

// Which thread is woken is a choice of its own.
static void chose(struct state *s, int thread, int woken)
{
    if (model_keeps_past)
        s->past.of[thread] = mix(s->past.of[thread], 77 + (uint64_t)woken);
}

uint64_t model_class(const struct state *s)
{
    uint64_t key = 0;

    for (int t = 0; t < THREADS; t++)
        key = mix(mix(key, s->past.of[t]), (uint64_t)s->next[t]);
    for (int w = 0; w < WORKERS_MOST; w++)
        key = mix(key, (uint64_t)s->part[w]);
    return key;
}

// --- steps that take effect at once ------------------------------------------

static void do_variable(struct state *s, int thread, const struct step *step)
{
    int *r = &s->registers[thread], *v = &s->variable[step->which];
    int old = *v, stores = 1;

    if (step->kind == STEP_STORE)
        *v = *r + step->value;
    else if (step->kind == STEP_POKE)
        *v = step->value;
    else if (step->kind == STEP_ADD)
        *v += step->value, *r = old;
    else if (step->kind == STEP_SWAP)
        stores = *r = old == *r;
    else
        stores = 0, *r = old;
    if (step->kind == STEP_SWAP && stores)
        *v = step->value;
    touch(s, thread, OBJECT_VARIABLE + step->which, stores ? WRITES : LOOKS);
}

static void do_lock(struct state *s, int thread, int lock, int take)
{
    s->owner[lock] = take ? thread : -1;
    touch(s, thread, OBJECT_LOCK + lock, WRITES);
}

static void do_rwlock(struct state *s, int thread, enum step_kind kind)
{
    enum way way = ADDS;

    if (kind == STEP_READ_LOCK)
        s->reading++;
    else if (kind == STEP_RW_UNLOCK && s->writing != thread)
        s->reading--;
    else {
        s->writing = kind == STEP_WRITE_LOCK ? thread : -1;
        way = WRITES;
    }
    touch(s, thread, OBJECT_RWLOCK, way);
}

static void do_semaphore(struct state *s, int thread, int change)
{
    s->semaphore += change;
    touch(s, thread, OBJECT_SEMAPHORE, WRITES);
}

// --- trying: one step if it fails, two if it works ---------------------------

static int is_free(const struct state *s, const struct step *step)
{
    if (step->kind == STEP_TRY)
        return s->owner[step->which] < 0;
    if (step->kind == STEP_TRY_WRITE)
        return s->writing < 0 && !s->reading;
    return s->semaphore > 0;
}

// --- a lock that prefers writers: that one waits is a step of its own
// ---------

// Returns: whether there is a second part.
static int do_preferred(struct state *s, int thread)
{
    if (s->part[thread]) {
        s->keeping_out--;
    } else if (s->writing >= 0 || s->reading) {
        s->keeping_out++;
        touch(s, thread, OBJECT_RWLOCK, WRITES);
        return 1;
    }
    do_rwlock(s, thread, STEP_WRITE_LOCK);
    return 0;
}

static void take_or_give(struct state *s, int thread, const struct step *step,
                         int take)
{
    if (step->kind == STEP_TRY)
        do_lock(s, thread, step->which, take);
    else if (step->kind == STEP_TRY_WRITE)
        do_rwlock(s, thread, take ? STEP_WRITE_LOCK : STEP_RW_UNLOCK);
    else
        do_semaphore(s, thread, take ? -1 : 1);
}

static int tried_object(const struct step *step)
{
    return step->kind == STEP_TRY         ? OBJECT_LOCK + step->which
           : step->kind == STEP_TRY_WRITE ? OBJECT_RWLOCK
                                          : OBJECT_SEMAPHORE;
}

// Returns: whether there is a second part.
static int do_try(struct state *s, int thread, const struct step *step)
{
    if (s->part[thread]) {
        take_or_give(s, thread, step, 0);
        return 0;
    }
    s->registers[thread] = is_free(s, step);
    if (s->registers[thread])
        take_or_give(s, thread, step, 1);
    else
        touch(s, thread, tried_object(step), LOOKS);
    return s->registers[thread];
}

// --- conditions --------------------------------------------------------------

// Waiting: give the lock back; be woken; take the lock again.
static int do_wait(struct state *s, int thread, const struct step *step)
{
    switch (s->part[thread]) {
    case 0:
        touch(s, thread, OBJECT_CONDITION + step->which, WRITES);
        do_lock(s, thread, step->which, 0);
        s->waits[thread] = 1;
        return 1;
    case 1:
        return 1;
    default:
        do_lock(s, thread, step->which, 1);
        return 0;
    }
}

static int waits_on(const struct state *s, int thread, int condition)
{
    const struct program *p = &model_program;

    return thread < p->workers && s->waits[thread] &&
           p->step[thread][s->next[thread] - 1].which == condition;
}

// Returns: in how many ways, one for each waiter.
static int do_signal(struct state *s, int thread, const struct step *step,
                     int way)
{
    int ways = 0;

    touch(s, thread, OBJECT_CONDITION + step->which, WRITES);
    for (int t = 0; t < WORKERS_MOST; t++) {
        if (!waits_on(s, t, step->which))
            continue;
        if (ways++ == way || step->kind == STEP_BROADCAST) {
            s->waits[t] = 0;
            if (step->kind == STEP_SIGNAL)
                chose(s, thread, t);
        }
    }
    return ways && step->kind == STEP_SIGNAL ? ways : 1;
}

// --- threads -----------------------------------------------------------------

void model_begin(struct state *s)
{
    memset(s, 0, sizeof *s);
    s->semaphore = model_program.semaphore;
    s->writing = -1;
    for (int lock = 0; lock < LOCKS; lock++)
        s->owner[lock] = -1;
    for (int w = 0; w < WORKERS_MOST; w++)
        s->next[w] = -1;
}

static const struct step *step_of(const struct state *s, int thread)
{
    int i = s->next[thread] - 1;  // step 0 begins

    return i >= 0 && i < model_program.steps[thread]
               ? &model_program.step[thread][i]
               : NULL;
}

static int can_step(const struct state *s, int thread, const struct step *step)
{
    switch (step->kind) {
    case STEP_LOCK:
        return s->owner[step->which] < 0;
    case STEP_READ_LOCK:
        return s->writing < 0 && !s->keeping_out;
    case STEP_WRITE_LOCK:
        return (model_program.prefers_writers && !s->part[thread]) ||
               (s->writing < 0 && !s->reading);
    case STEP_DOWN:
        return s->semaphore > 0;
    case STEP_WAIT:
        return s->part[thread] == 1   ? !s->waits[thread]
               : s->part[thread] == 2 ? s->owner[step->which] < 0
                                      : 1;
    default:
        return 1;
    }
}

int model_can_run(const struct state *s, int thread)
{
    const struct step *step;

    if (s->ended[thread])
        return 0;
    if (thread == MAIN) {
        int join = s->next[MAIN] - model_program.workers;
        return join < 0 || join >= model_program.joined || s->ended[join];
    }
    if (s->next[thread] < 0)
        return 0;
    step = step_of(s, thread);
    return !step || can_step(s, thread, step);
}

static void advance_main(struct state *s)
{
    const struct program *p = &model_program;

    if (s->next[MAIN] < p->workers)
        s->next[s->next[MAIN]] = 0;
    else if (s->next[MAIN] >= p->workers + p->joined)
        s->ended[MAIN] = 1;
    s->next[MAIN]++;
}

// Returns: whether the step has another part.
static int do_step(struct state *s, int thread, const struct step *step,
                   int way, int *ways)
{
    switch (step->kind) {
    case STEP_LOCK:
    case STEP_UNLOCK:
        do_lock(s, thread, step->which, step->kind == STEP_LOCK);
        return 0;
    case STEP_WRITE_LOCK:
        if (model_program.prefers_writers)
            return do_preferred(s, thread);
        do_rwlock(s, thread, step->kind);
        return 0;
    case STEP_READ_LOCK:
    case STEP_RW_UNLOCK:
        do_rwlock(s, thread, step->kind);
        return 0;
    case STEP_POST:
    case STEP_DOWN:
        do_semaphore(s, thread, step->kind == STEP_POST ? 1 : -1);
        return 0;
    case STEP_TRY:
    case STEP_TRY_WRITE:
    case STEP_TRY_DOWN:
        return do_try(s, thread, step);
    case STEP_WAIT:
        return do_wait(s, thread, step);
    case STEP_SIGNAL:
    case STEP_BROADCAST:
        *ways = do_signal(s, thread, step, way);
        return 0;
    default:
        do_variable(s, thread, step);
        return 0;
    }
}

int model_advance(struct state *s, int thread, int way)
{
    const struct step *step;
    int ways = 1;

    if (thread == MAIN) {
        advance_main(s);
        return 1;
    }
    step = step_of(s, thread);
    if (step && do_step(s, thread, step, way, &ways)) {
        s->part[thread]++;
        return ways;
    }
    s->part[thread] = 0;
    if (!step && s->next[thread] > 0)
        s->ended[thread] = 1;
    s->next[thread]++;
    return ways;
}
