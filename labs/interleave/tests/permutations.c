// permutations.c - the kit's linearize() against all orders of the calls.
//
//     permutations FIRST LAST     seeds
//
// Random histories of two or three threads on two registers; about half of them
// come from an order that explains them, some of those are spoilt. Each is
// judged twice: by linearize(), and by trying every order of its calls.
#include "linearize.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CALLS = 7, THREADS = 3, KEYS = 2, VALUES = 3 };

static struct call call[CALLS];
static unsigned calls;
static uint64_t state;

static unsigned draw(unsigned below)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (unsigned)(state >> 33) % below;
}

// --- what linearize() is given -----------------------------------------------

// Calls: "put" sets and gives the old value, "get" gives the value, "swap" sets
// if the value is what it says and gives whether it was.
static bool step(uint64_t *value, const struct call *c)
{
    uint64_t *v = &value[c->argument[0]], old = *v;

    if (strcmp(c->name, "put") == 0) {
        *v = c->argument[1];
        return c->result[0] == old;
    }
    if (strcmp(c->name, "get") == 0)
        return c->result[0] == old;
    if (old == c->argument[1])
        *v = c->argument[2];
    return c->result[0] == (old == c->argument[1]);
}

static void start(uint64_t *value, uint64_t key)
{
    (void)key;
    memset(value, 0, MODEL_STATE * sizeof *value);
}

static void print(const struct call *c, char *text, unsigned room)
{
    snprintf(text, room, "%s", c->name);
}

static const struct model each_key = {"registers", false, start, step, print};
static const struct model whole = {"registers", true, start, step, print};

// --- a history ---------------------------------------------------------------

static uint64_t result_of(const struct call *c, uint64_t value[KEYS])
{
    uint64_t *v = &value[c->argument[0]], old = *v;

    if (c->name[0] == 'p')
        *v = c->argument[1];
    if (c->name[0] != 's')
        return old;
    if (old == c->argument[1])
        *v = c->argument[2];
    return old == c->argument[1];
}

// Threads take turns by chance; each call takes effect at some moment between
// its begin and its end.
static void draw_history(uint64_t seed)
{
    static const char *const name[] = {"put", "get", "swap"};
    int open[THREADS] = {-1, -1, -1};
    bool done[CALLS] = {false};
    uint64_t value[KEYS] = {0};
    unsigned now = 0, ended = 0;

    state = seed * 7919 + 3;
    draw(2);
    calls = 0;
    unsigned most = 2 + draw(CALLS - 1), threads = 2 + draw(THREADS - 1);
    while (ended < most) {
        unsigned t = draw(threads);
        struct call *c = open[t] >= 0 ? &call[open[t]] : NULL;
        if (!c && calls < most) {
            open[t] = (int)calls;
            c = &call[calls++];
            *c = (struct call){.name = name[draw(3)], .thread = t};
            c->argument[0] = draw(KEYS);
            c->argument[1] = draw(VALUES);
            c->argument[2] = draw(VALUES);
            c->begun = ++now;
        } else if (c && !done[open[t]]) {
            c->result[0] = result_of(c, value);
            done[open[t]] = true;
        } else if (c) {
            c->ended = ++now;
            open[t] = -1;
            ended++;
        }
    }
    if (draw(2))
        call[draw(calls)].result[0] = draw(VALUES);
}

// --- all orders --------------------------------------------------------------

static bool in_time(const unsigned *order, unsigned count, unsigned next)
{
    for (unsigned i = 0; i < count; i++)
        if (call[next].ended < call[order[i]].begun)
            return false;
    return true;
}

// Whether some order of the calls on key (on all keys if key is KEYS) that goes
// on after these explains all results.
static bool some_order(unsigned *order, unsigned count, unsigned used,
                       uint64_t key, const uint64_t *value)
{
    bool complete = true;

    for (unsigned i = 0; i < calls; i++) {
        uint64_t next[KEYS];
        if (used >> i & 1 || (key < KEYS && call[i].argument[0] != key))
            continue;
        complete = false;
        memcpy(next, value, sizeof next);
        if (!in_time(order, count, i) ||
            result_of(&call[i], next) != call[i].result[0])
            continue;
        order[count] = i;
        if (some_order(order, count + 1, used | 1u << i, key, next))
            return true;
    }
    return complete;
}

static bool judge(const struct model *model, uint64_t key, uint64_t seed)
{
    const uint64_t zero[KEYS] = {0};
    unsigned order[CALLS];
    char sentence[400];
    bool want = some_order(order, 0, 0, model->whole ? KEYS : key, zero);
    bool got = linearize(model, call, calls, key, sentence, sizeof sentence);

    if (want != got)
        printf("permutations: seed %" PRIu64 ", key %" PRIu64 ": linearize() "
               "says %s\n",
               seed, key, got ? "yes" : "no");
    return want == got;
}

int main(int argc, char **argv)
{
    const uint64_t zero[KEYS] = {0};
    unsigned order[CALLS], passed = 0, failed = 0, explained = 0;

    if (argc != 3)
        return 2;
    for (uint64_t seed = strtoul(argv[1], NULL, 10);
         seed <= strtoul(argv[2], NULL, 10); seed++) {
        draw_history(seed);
        bool right = judge(&whole, 0, seed);
        for (uint64_t key = 0; key < KEYS; key++)
            right &= judge(&each_key, key, seed);
        passed += right;
        failed += !right;
        explained += some_order(order, 0, 0, KEYS, zero);
    }
    printf("linearizability of random histories, %u explained by an order: %u "
           "passed, %u failed\n",
           explained, passed, failed);
    return failed || !explained || explained == passed;
}
