// litmus_program.h - reads a program of litmus.txt. scenario_litmus.c runs it
// under the explorer, axioms.c works out what C11 allows.
#ifndef LITMUS_PROGRAM_H
#define LITMUS_PROGRAM_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "orders.h"

enum { THREADS = 4, STEPS = 8, VARIABLES = 3, REGISTERS = 4 };

struct step {
    enum { STORE, LOAD, ADD, FENCE } kind;
    int variable, register_, value;
    enum strength strength;
    bool acquires;  // a fence
};

struct litmus {
    int threads, steps[THREADS];
    struct step step[THREADS][STEPS];
};

static inline enum strength strength_named(const char *name)
{
    return !name ? RELAXED : strcmp(name, ".sc") == 0 ? STRONG : RELEASE;
}

// "x=1", "r0=x", "r0=x+1", "F", each with an order.
static inline struct step read_step(const char *word)
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

static inline void read_litmus(struct litmus *program, const char *text)
{
    static char copy[256];

    snprintf(copy, sizeof copy, "%s", text);
    program->threads = 1;
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " ")) {
        int t = program->threads - 1;
        if (*word == '|')
            program->threads++;
        else
            program->step[t][program->steps[t]++] = read_step(word);
    }
}

#endif
