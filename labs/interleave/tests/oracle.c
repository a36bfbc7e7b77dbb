// oracle.c - all that a random program can end in, by brute force: every
// schedule with at most so many preemptions, no reduction, no code shared with
// the explorer but the drawing of the program.
//
//     oracle SEED BOUND     prints each different end once, sorted by nobody
//
// The main thread's own steps are there, too: it creates the workers and joins
// them. Each thread begins with a step that does nothing; a worker ends with
// one; after it has ended, whoever goes on costs nothing.
#include "random_program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAIN = WORKERS_MOST, ENDS_MOST = 4096, SEEN_MOST = 1 << 19 };

struct state {
    int next[WORKERS_MOST + 1];  // step; -1 of a worker: not created
    int half[WORKERS_MOST];      // STEP_TRY took the lock, gives it back next
    int owner[LOCKS];
    int variable[VARIABLES];
    int registers[WORKERS_MOST];
    int ended[WORKERS_MOST + 1];
};

static struct program program;
static char end[ENDS_MOST][80];
static int ends;

static void note(const char *text)
{
    for (int i = 0; i < ends; i++)
        if (strcmp(end[i], text) == 0)
            return;
    if (ends == ENDS_MOST)
        abort();
    strcpy(end[ends++], text);
}

static const struct step *step_of(const struct state *s, int thread)
{
    int i = s->next[thread] - 1;  // step 0 begins
    return i >= 0 && i < program.steps[thread] ? &program.step[thread][i]
                                               : NULL;
}

static int can_run(const struct state *s, int thread)
{
    const struct step *step;

    if (s->ended[thread])
        return 0;
    if (thread == MAIN) {
        int join = s->next[MAIN] - program.workers;
        return join < 0 || join >= program.workers || s->ended[join];
    }
    if (s->next[thread] < 0)
        return 0;
    step = step_of(s, thread);
    return !step || step->kind != STEP_LOCK || s->owner[step->which] < 0;
}

static void do_step(struct state *s, int thread, const struct step *step)
{
    int *r = &s->registers[thread];
    int *v = &s->variable[step->which];
    int old;

    switch (step->kind) {
    case STEP_LOCK:
        s->owner[step->which] = thread;
        break;
    case STEP_UNLOCK:
        s->owner[step->which] = -1;
        break;
    case STEP_LOAD:
        *r = *v;
        break;
    case STEP_STORE:
        *v = *r + step->value;
        break;
    case STEP_ADD:
        old = *v;
        *v += step->value;
        *r = old;
        break;
    case STEP_SWAP:
        old = *v == *r;
        if (old)
            *v = step->value;
        *r = old;
        break;
    case STEP_TRY:
        break;
    }
}

// Trying is one step if the lock is taken, two if it is free.
static void try(struct state *s, int thread, int lock)
{
    if (s->half[thread]) {
        s->owner[lock] = -1;
        s->half[thread] = 0;
        s->next[thread]++;
        return;
    }
    s->registers[thread] = s->owner[lock] < 0;
    if (s->registers[thread]) {
        s->owner[lock] = thread;
        s->half[thread] = 1;
    } else {
        s->next[thread]++;
    }
}

static void advance(struct state *s, int thread)
{
    const struct step *step;

    if (thread == MAIN) {
        if (s->next[MAIN] < program.workers)
            s->next[s->next[MAIN]] = 0;
        else if (s->next[MAIN] >= 2 * program.workers)
            s->ended[MAIN] = 1;
        s->next[MAIN]++;
        return;
    }
    step = step_of(s, thread);
    if (step && step->kind == STEP_TRY) {
        try(s, thread, step->which);
        return;
    }
    if (step)
        do_step(s, thread, step);
    else if (s->next[thread] > 0)
        s->ended[thread] = 1;
    s->next[thread]++;
}

static void note_end(const struct state *s)
{
    char text[80];

    snprintf(text, sizeof text, "%d %d / %d %d %d", s->variable[0],
             s->variable[1], s->registers[0], s->registers[1], s->registers[2]);
    note(text);
}

// The same state with the same thread on and as many preemptions left goes on
// the same way: it is followed once.
struct seen {
    struct state state;
    int current, left, used;
};

static struct seen seen[SEEN_MOST];

static uint64_t hash_bytes(const void *bytes, size_t size)
{
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < size; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
    return hash;
}

static int was_seen(const struct state *s, int current, int left)
{
    struct seen new;
    static unsigned count;

    memset(&new, 0, sizeof new);
    new = (struct seen){*s, current, left, 1};
    for (uint64_t h = hash_bytes(&new, sizeof new);; h++) {
        struct seen *old = &seen[h % SEEN_MOST];
        if (!old->used) {
            *old = new;
            if (++count > SEEN_MOST / 2)
                abort();
            return 0;
        }
        if (memcmp(old, &new, sizeof new) == 0)
            return 1;
    }
}

static void explore(const struct state *s, int current, int left)
{
    int some = 0, goes_on = can_run(s, current);

    if (s->ended[MAIN]) {
        note_end(s);
        return;
    }
    if (was_seen(s, current, left))
        return;
    for (int t = 0; t <= MAIN; t++) {
        if (!can_run(s, t))
            continue;
        some = 1;
        int cost = goes_on && t != current;
        if (cost > left)
            continue;
        struct state next = *s;
        advance(&next, t);
        explore(&next, t, left - cost);
    }
    if (!some)
        note("deadlock");
}

int main(int argc, char **argv)
{
    struct state s = {.next = {-1, -1, -1, 0}, .owner = {-1, -1}};

    if (argc != 3)
        return 2;
    program = draw_program(strtoul(argv[1], NULL, 10));
    explore(&s, MAIN, atoi(argv[2]));
    for (int i = 0; i < ends; i++)
        printf("%s\n", end[i]);
    return 0;
}
