// scenario_litmus.c - the program in LITMUS as a scenario, what is named in
// SHOWN as its result; litmus.txt says how both are written.
#include "explore.h"
#include "orders.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 4, STEPS = 8, VARIABLES = 3, REGISTERS = 4 };

struct step {
    enum { STORE, LOAD, ADD, FENCE } kind;
    int variable, register_, value;
    enum strength strength;
    bool acquires;  // a fence
};

void scenario(void);

static struct step step[THREADS][STEPS];
static int steps[THREADS], threads;
static atomic_int variable[VARIABLES];
static int registers[REGISTERS];

// --- reading the program -----------------------------------------------------

static enum strength strength_named(const char *name)
{
    return !name ? RELAXED : strcmp(name, ".sc") == 0 ? STRONG : RELEASE;
}

// "x=1", "r0=x", "r0=x+1", "F", each with an order.
static struct step read_step(const char *word)
{
    struct step s = {.strength = strength_named(strchr(word, '.'))};

    if (*word == 'F') {
        s.kind = FENCE;
        s.acquires = strcmp(word, "F.acq") == 0;
    } else if (*word == 'r') {
        s.kind = word[4] == '+' ? ADD : LOAD;
        s.register_ = word[1] - '0';
        s.variable = word[3] - 'x';
        s.value = s.kind == ADD ? word[5] - '0' : 0;
    } else {
        s.kind = STORE;
        s.variable = *word - 'x';
        s.value = word[2] - '0';
    }
    return s;
}

static void read_program(const char *text)
{
    static char copy[256];

    snprintf(copy, sizeof copy, "%s", text);
    threads = 1;
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) {
        if (*word == '|')
            threads++;
        else
            step[threads - 1][steps[threads - 1]++] = read_step(word);
    }
}

// --- running it --------------------------------------------------------------

static void take(const struct step *s)
{
    atomic_int *v = &variable[s->variable];
    int *r = &registers[s->register_];

    if (s->kind == STORE)
        ordered_store(v, s->value, s->strength);
    else if (s->kind == LOAD)
        *r = ordered_load(v, s->strength);
    else if (s->kind == ADD)
        *r = ordered_add(v, s->value, s->strength);
    else
        ordered_fence(s->acquires, s->strength);
}

static void *work(void *argument)
{
    int t = (int)(intptr_t)argument;

    for (int i = 0; i < steps[t]; i++)
        take(&step[t][i]);
    return NULL;
}

static void tell(const char *shown)
{
    char text[16];
    int length = 0;

    for (const char *c = shown; *c; c++) {
        if (*c == 'r')
            text[length++] = (char)('0' + registers[*++c - '0']);
        else if (*c != ' ')
            text[length++] = (char)('0' + variable[*c - 'x']);
    }
    text[length] = '\0';
    explore_result(text);
}

void scenario(void)
{
    pthread_t thread[THREADS];

    read_program(getenv("LITMUS"));
    for (int t = 0; t < threads; t++)
        pthread_create(&thread[t], NULL, work, (void *)(intptr_t)t);
    for (int t = 0; t < threads; t++)
        pthread_join(thread[t], NULL);
    tell(getenv("SHOWN"));
}
