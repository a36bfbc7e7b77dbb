// scenario_litmus.c - the program in LITMUS as a scenario, what is named in
// SHOWN as its result; litmus.txt says how both are written.
#include "explore.h"
#include "litmus_program.h"

#include <pthread.h>
#include <stdlib.h>

void scenario(void);

static struct litmus program;
static atomic_int variable[VARIABLES];
static int registers[REGISTERS];

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

    for (int i = 0; i < program.steps[t]; i++)
        take(&program.step[t][i]);
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

    read_litmus(&program, getenv("LITMUS"));
    for (int t = 0; t < program.threads; t++)
        pthread_create(&thread[t], NULL, work, (void *)(intptr_t)t);
    for (int t = 0; t < program.threads; t++)
        pthread_join(thread[t], NULL);
    tell(getenv("SHOWN"));
}
