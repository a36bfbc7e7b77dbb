// axioms.c - all that a litmus test may end in, from the axioms of C11's memory
// model: every choice of the store that each load reads, with every order of
// the stores to each variable, is held against them. No thread ever runs.
//
//     LITMUS=PROGRAM SHOWN=... axioms     as in litmus.txt
//
// Two lines come out: what sequential consistency allows, and what C11 allows
// besides. C11 is here as Lahav, Vafeiadis, Kang, Hur and Dreyer have repaired
// it ("Repairing sequential consistency in C/C++11", PLDI 2017: RC11): order
// seq_cst is as C++20 has it, and no load reads from a store that comes after
// it in some cycle of program order and reading (no load buffering). What a
// release heads is C11's: it goes on with later stores of the same thread.
#include <stdlib.h>

#include "litmus_program.h"
#include "relation.h"

enum { OUTCOMES = 256, LONGEST = 16 };

// A change is one event, a load and a store.
static struct event {
    struct step step;
    int thread;  // -1: an initial value
    int source;  // of a load: the store that it reads
} event[EVENTS];
static int events;
static uint32_t loads, stores, fences, acquires, releases, strong;  // sets
static struct relation program_order;

// The stores to each variable in the order in which they take effect.
static int order[VARIABLES][EVENTS], ordered[VARIABLES];

static struct outcome {
    char text[LONGEST];
    bool sequential;
} outcome[OUTCOMES];
static int outcomes;

// --- the program's events ----------------------------------------------------

static void sort_event(const struct step *s, uint32_t bit)
{
    bool fence = s->kind == FENCE, all = s->strength == STRONG;

    loads |= s->kind == LOAD || s->kind == ADD ? bit : 0;
    stores |= s->kind == STORE || s->kind == ADD ? bit : 0;
    fences |= fence ? bit : 0;
    strong |= all ? bit : 0;
    if (s->strength == RELAXED)
        return;
    acquires |= fence ? (s->acquires || all ? bit : 0) : loads & bit;
    releases |= fence ? (s->acquires ? 0 : bit) : stores & bit;
}

static void add_event(struct step step, int thread)
{
    int v = step.variable;

    event[events] = (struct event){.step = step, .thread = thread};
    sort_event(&step, just(events));
    if (stores & just(events))
        order[v][ordered[v]++] = events;
    for (int i = 0; i < events && thread != -1; i++)
        if (event[i].thread == -1 || event[i].thread == thread)
            put(&program_order, i, events);
    events++;
}

static void add_events(const struct litmus *program)
{
    for (int v = 0; v < VARIABLES; v++)
        add_event((struct step){.variable = v, .strength = RELAXED}, -1);
    for (int t = 0; t < program->threads; t++)
        for (int i = 0; i < program->steps[t]; i++)
            add_event(program->step[t][i], t);
}

// --- an execution ------------------------------------------------------------

static bool same_place(int i, int j)
{
    return !(fences & (just(i) | just(j))) &&
           event[i].step.variable == event[j].step.variable;
}

static struct relation on_one_place(struct relation r, bool one)
{
    for (int i = 0; i < events; i++)
        for (int j = 0; j < events; j++)
            if (same_place(i, j) != one)
                r.row[i] &= ~just(j);
    return r;
}

static struct relation reads_from(void)
{
    struct relation r = {{0}};

    for (int i = 0; i < events; i++)
        if (loads & just(i))
            put(&r, event[i].source, i);
    return r;
}

static struct relation modification_order(void)
{
    struct relation r = {{0}};

    for (int v = 0; v < VARIABLES; v++)
        for (int i = 0; i < ordered[v]; i++)
            for (int j = i + 1; j < ordered[v]; j++)
                put(&r, order[v][i], order[v][j]);
    return r;
}

// A load stands before the stores that come after the one it reads.
static struct relation reads_before(struct relation mo)
{
    struct relation r = {{0}};

    for (int i = 0; i < events; i++)
        if (loads & just(i))
            r.row[i] = mo.row[event[i].source] & ~just(i);
    return r;
}

// --- the axioms --------------------------------------------------------------

// A release and the acquire that learns of it; fences make either of others.
static struct relation synchronizes(struct relation rf)
{
    struct relation po = program_order;
    struct relation own = between(stores, on_one_place(po, true), stores);
    struct relation changes = closed(between(ANY, rf, stores));
    struct relation sequence = then(maybe(own), maybe(changes));
    struct relation before = maybe(between(fences, po, stores));
    struct relation after = maybe(between(loads, po, fences));

    return between(releases, then(before, then(sequence, then(rf, after))),
                   acquires);
}

// There is an order of the seq_cst events that all can agree about.
static bool strong_agree(struct relation hb, struct relation mo,
                         struct relation rb, struct relation eco)
{
    uint32_t strong_fences = strong & fences;
    struct relation apart = on_one_place(program_order, false);
    struct relation seen =
        either(either(program_order, then(apart, then(hb, apart))),
               either(on_one_place(hb, true), either(mo, rb)));
    struct relation from =
        either(same(strong), between(strong_fences, maybe(hb), ANY));
    struct relation to =
        either(same(strong), between(ANY, maybe(hb), strong_fences));
    struct relation of_fences = between(
        strong_fences, either(hb, then(hb, then(eco, hb))), strong_fences);

    return acyclic(either(then(from, then(seen, to)), of_fences));
}

static bool c11_allows(void)
{
    struct relation rf = reads_from(), mo = modification_order();
    struct relation rb = reads_before(mo);
    struct relation eco = closed(either(rf, either(mo, rb)));
    struct relation hb = closed(either(program_order, synchronizes(rf)));

    return never_returns(hb) && never_returns(then(hb, eco)) &&
           never_returns(then(rb, mo)) && strong_agree(hb, mo, rb, eco);
}

static bool is_sequential(void)
{
    struct relation mo = modification_order(), rf = reads_from();

    return acyclic(
        either(either(program_order, rf), either(mo, reads_before(mo))));
}

// --- what it ends in ---------------------------------------------------------

static int value_of(int store)
{
    const struct event *e = &event[store];

    return e->step.value + (loads & just(store) ? value_of(e->source) : 0);
}

static int register_at_end(int number)
{
    int value = 0;

    for (int i = 0; i < events; i++)
        if (loads & just(i) && event[i].step.register_ == number)
            value = value_of(event[i].source);
    return value;
}

static int variable_at_end(int v)
{
    return value_of(order[v][ordered[v] - 1]);
}

static void note_outcome(const char *shown)
{
    char text[LONGEST] = "";
    int length = 0, i = 0;

    for (const char *c = shown; *c; c++)
        if (*c == 'r')
            text[length++] = (char)('0' + register_at_end(*++c - '0'));
        else if (*c != ' ')
            text[length++] = (char)('0' + variable_at_end(*c - 'x'));
    while (i < outcomes && strcmp(outcome[i].text, text) != 0)
        i++;
    if (i == outcomes)
        strcpy(outcome[outcomes++].text, text);
    outcome[i].sequential |= is_sequential();
}

// --- all executions ----------------------------------------------------------

static void swap(int *a, int *b)
{
    int was = *a;

    *a = *b;
    *b = was;
}

// The initial value comes first, whatever the order of the stores after it.
static void try_orders(int v, int placed)
{
    if (v == VARIABLES) {
        if (c11_allows())
            note_outcome(getenv("SHOWN"));
    } else if (placed >= ordered[v]) {
        try_orders(v + 1, 1);
    } else {
        for (int i = placed; i < ordered[v]; i++) {
            swap(&order[v][placed], &order[v][i]);
            try_orders(v, placed + 1);
            swap(&order[v][placed], &order[v][i]);
        }
    }
}

static void try_sources(int load)
{
    while (load < events && !(loads & just(load)))
        load++;
    if (load == events) {
        if (acyclic(either(program_order, reads_from())))
            try_orders(0, 1);
        return;
    }
    for (int i = 0; i < events; i++) {
        if (i == load || !(stores & just(i)) || !same_place(i, load))
            continue;
        event[load].source = i;
        try_sources(load + 1);
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct outcome *)a)->text,
                  ((const struct outcome *)b)->text);
}

static void print(bool sequential)
{
    const char *gap = "";

    for (int i = 0; i < outcomes; i++) {
        if (outcome[i].sequential != sequential)
            continue;
        printf("%s%s", gap, outcome[i].text);
        gap = " ";
    }
    puts(*gap ? "" : "-");
}

int main(void)
{
    static struct litmus program;

    if (!getenv("LITMUS") || !getenv("SHOWN")) {
        fputs("axioms: set LITMUS and SHOWN, see litmus.txt.\n", stderr);
        return 2;
    }
    read_litmus(&program, getenv("LITMUS"));
    add_events(&program);
    try_sources(0);
    qsort(outcome, (size_t)outcomes, sizeof *outcome, by_text);
    print(true);
    print(false);
    return 0;
}
