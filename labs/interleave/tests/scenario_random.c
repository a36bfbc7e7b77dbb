// scenario_random.c - the program drawn from PROGRAM_SEED as a scenario; what
// it ends in is its result.
#include "explore.h"
#include "random_program.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

void scenario(void);

static atomic_int variable[VARIABLES];
static pthread_mutex_t lock[LOCKS] = {PTHREAD_MUTEX_INITIALIZER,
                                      PTHREAD_MUTEX_INITIALIZER};
static struct program program;
static int registers[WORKERS_MOST];

static void try(const struct step *s, int *r)
{
    *r = pthread_mutex_trylock(&lock[s->which]) == 0;
    if (*r)
        pthread_mutex_unlock(&lock[s->which]);
}

static void swap(const struct step *s, int *r)
{
    int expected = *r;
    *r = atomic_compare_exchange_strong(&variable[s->which], &expected,
                                        s->value);
}

static void take(const struct step *s, int *r)
{
    switch (s->kind) {
    case STEP_LOCK:
        pthread_mutex_lock(&lock[s->which]);
        break;
    case STEP_UNLOCK:
        pthread_mutex_unlock(&lock[s->which]);
        break;
    case STEP_LOAD:
        *r = atomic_load(&variable[s->which]);
        break;
    case STEP_STORE:
        atomic_store(&variable[s->which], *r + s->value);
        break;
    case STEP_ADD:
        *r = atomic_fetch_add(&variable[s->which], s->value);
        break;
    case STEP_SWAP:
        swap(s, r);
        break;
    case STEP_TRY:
        try(s, r);
        break;
    }
}

static void *work(void *argument)
{
    int w = (int)(intptr_t)argument;

    for (int i = 0; i < program.steps[w]; i++)
        take(&program.step[w][i], &registers[w]);
    return NULL;
}

void scenario(void)
{
    pthread_t t[WORKERS_MOST];
    char text[80];

    program = draw_program(strtoul(getenv("PROGRAM_SEED"), NULL, 10));
    for (int w = 0; w < program.workers; w++)
        pthread_create(&t[w], NULL, work, (void *)(intptr_t)w);
    for (int w = 0; w < program.workers; w++)
        pthread_join(t[w], NULL);
    snprintf(text, sizeof text, "%d %d / %d %d %d", variable[0], variable[1],
             registers[0], registers[1], registers[2]);
    explore_result(text);
}
