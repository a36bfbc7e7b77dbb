// oracle.c - all that a random program can do, by brute force over the model.
//
//     oracle SEED BOUND     prints each different end of the schedules with at
//                           most so many preemptions once, sorted by nobody
//     oracle SEED BOUND delays     the same with at most so many delays
//     oracle SEED classes   prints how many classes of schedules there are that
//                           differ only in the order of independent steps,
//                           and whether a trace tells all steps of this one
//
// There is no reduction but one: what was reached before in the same way, with
// as much left, is not followed twice.
#include "model.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ENDS_MOST = 4096,
    SEEN_MOST = 1 << 19,
    BOUND_KINDS = STEP_PEEK,   // plain accesses are points only if they race
    CLASS_KINDS = STEP_FENCE,  // fences are no steps
};

static char end[ENDS_MOST][80];
static int ends;

static void note(const char *text)
{
    for (int i = 0; i < ends; i++)
        if (strcmp(end[i], text) == 0)
            return;
    if (ends == ENDS_MOST)
        exit(3);
    strcpy(end[ends++], text);
}

static void note_end(const struct state *s, int stuck)
{
    char text[80];

    if (model_keeps_past)
        snprintf(text, sizeof text, "%016" PRIx64, model_class(s));
    else if (stuck)
        snprintf(text, sizeof text, "stuck");
    else
        snprintf(text, sizeof text, "%d %d / %d %d %d", s->variable[0],
                 s->variable[1], s->registers[0], s->registers[1],
                 s->registers[2]);
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
    new.state = *s;
    new.current = model_keeps_past ? 0 : current;
    new.left = left;
    new.used = 1;
    for (uint64_t h = hash_bytes(&new, sizeof new);; h++) {
        struct seen *old = &seen[h % SEEN_MOST];
        if (!old->used) {
            *old = new;
            if (++count > SEEN_MOST / 2)
                exit(3);  // too large to be of use
            return 0;
        }
        if (memcmp(old, &new, sizeof new) == 0)
            return 1;
    }
}

// A preemption takes the processor from a thread that could go on. Delays are
// the threads passed over: whoever ran last is first, then all from T0 on.
static int count_delays;

static int cost_of(const struct state *s, int current, int thread)
{
    int cost = 0;

    if (model_keeps_past || thread == current)
        return 0;
    if (model_can_run(s, current))
        cost++;
    if (!count_delays || thread == MAIN)
        return cost;
    for (int t = MAIN; t != thread; t = (t + 1) % THREADS)
        cost += t != current && model_can_run(s, t);
    return cost;
}

static void explore(const struct state *s, int current, int left);

static void follow(const struct state *s, int thread, int left)
{
    int ways = 1;

    for (int way = 0; way < ways; way++) {
        struct state next = *s;
        ways = model_advance(&next, thread, way);
        explore(&next, thread, left);
    }
}

static void explore(const struct state *s, int current, int left)
{
    int some = 0;

    if (s->ended[MAIN]) {
        note_end(s, 0);
        return;
    }
    if (was_seen(s, current, left))
        return;
    for (int t = 0; t < THREADS; t++) {
        if (!model_can_run(s, t))
            continue;
        some = 1;
        int cost = cost_of(s, current, t);
        if (cost <= left)
            follow(s, t, left - cost);
    }
    if (!some)
        note_end(s, 1);
}

// That a writer begins to wait is no event.
static int has_untold_step(void)
{
    const struct program *p = &model_program;

    for (int w = 0; w < p->workers; w++)
        for (int i = 0; i < p->steps[w]; i++)
            if (p->step[w][i].kind == STEP_WRITE_LOCK && p->prefers_writers)
                return 1;
    return 0;
}

int main(int argc, char **argv)
{
    struct state s;

    if (argc != 3 && argc != 4)
        return 2;
    count_delays = argc == 4;
    model_keeps_past = strcmp(argv[2], "classes") == 0;
    model_program =
        draw_program(strtoul(argv[1], NULL, 10),
                     model_keeps_past ? (int)CLASS_KINDS : (int)BOUND_KINDS,
                     model_keeps_past);
    model_begin(&s);
    explore(&s, MAIN, model_keeps_past ? 0 : atoi(argv[2]));
    for (int i = 0; i < ends && !model_keeps_past; i++)
        printf("%s\n", end[i]);
    if (model_keeps_past)
        printf("%d %s\n", ends, has_untold_step() ? "untold" : "told");
    return 0;
}
