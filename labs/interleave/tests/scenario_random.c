// scenario_random.c - the program drawn from PROGRAM_SEED as a scenario; what
// it ends in is its result. PROGRAM_KINDS says how many kinds of steps there
// are, PROGRAM_EARLY that it may end before its threads do.
#define _GNU_SOURCE  // the rwlock that prefers writers
#include "explore.h"
#include "orders.h"
#include "random_program.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

void scenario(void);

// The same memory is touched by atomic steps and by plain ones, unless
// PROGRAM_APART is set.
static union {
    atomic_int atomic;
    int plain;
} variable[2 * VARIABLES];

static int apart;

static pthread_mutex_t lock[LOCKS] = {PTHREAD_MUTEX_INITIALIZER,
                                      PTHREAD_MUTEX_INITIALIZER};
static pthread_cond_t condition[LOCKS] = {PTHREAD_COND_INITIALIZER,
                                          PTHREAD_COND_INITIALIZER};
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static sem_t semaphore;
static struct program program;
static int registers[WORKERS_MOST];

static void try(const struct step *s, int *r)
{
    if (s->kind == STEP_TRY) {
        *r = pthread_mutex_trylock(&lock[s->which]) == 0;
        if (*r)
            pthread_mutex_unlock(&lock[s->which]);
    } else if (s->kind == STEP_TRY_WRITE) {
        *r = pthread_rwlock_trywrlock(&rwlock) == 0;
        if (*r)
            pthread_rwlock_unlock(&rwlock);
    } else {
        *r = sem_trywait(&semaphore) == 0;
        if (*r)
            sem_post(&semaphore);
    }
}

static void touch(const struct step *s, int *r)
{
    atomic_int *v = &variable[s->which].atomic;
    int *plain = &variable[s->which + apart].plain;
    enum strength strength = (enum strength)s->value;

    switch (s->kind) {
    case STEP_LOAD:
        *r = ordered_load(v, strength);
        break;
    case STEP_STORE:
        ordered_store(v, *r + s->value, strength);
        break;
    case STEP_ADD:
        *r = ordered_add(v, s->value, strength);
        break;
    case STEP_SWAP:
        *r = ordered_swap(v, *r, s->value, strength);
        break;
    case STEP_FENCE:
        ordered_fence(s->which, strength);
        break;
    case STEP_PEEK:
        *r = *plain;
        break;
    default:
        *plain = s->value;
        break;
    }
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
    case STEP_READ_LOCK:
        pthread_rwlock_rdlock(&rwlock);
        break;
    case STEP_WRITE_LOCK:
        pthread_rwlock_wrlock(&rwlock);
        break;
    case STEP_RW_UNLOCK:
        pthread_rwlock_unlock(&rwlock);
        break;
    case STEP_POST:
        sem_post(&semaphore);
        break;
    case STEP_DOWN:
        sem_wait(&semaphore);
        break;
    case STEP_WAIT:
        pthread_cond_wait(&condition[s->which], &lock[s->which]);
        break;
    case STEP_SIGNAL:
        pthread_cond_signal(&condition[s->which]);
        break;
    case STEP_BROADCAST:
        pthread_cond_broadcast(&condition[s->which]);
        break;
    case STEP_TRY:
    case STEP_TRY_WRITE:
    case STEP_TRY_DOWN:
        try(s, r);
        break;
    default:
        touch(s, r);
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

static int number(const char *name)
{
    const char *text = getenv(name);

    return text ? (int)strtoul(text, NULL, 10) : 0;
}

void scenario(void)
{
    pthread_t t[WORKERS_MOST];
    char text[80];

    apart = number("PROGRAM_APART") ? VARIABLES : 0;
    program = draw_program((uint64_t)number("PROGRAM_SEED"),
                           number("PROGRAM_KINDS"), number("PROGRAM_EARLY"));
    if (program.prefers_writers)
        rwlock =
            (pthread_rwlock_t)PTHREAD_RWLOCK_WRITER_NONRECURSIVE_INITIALIZER_NP;
    sem_init(&semaphore, 0, (unsigned)program.semaphore);
    for (int w = 0; w < program.workers; w++)
        pthread_create(&t[w], NULL, work, (void *)(intptr_t)w);
    for (int w = 0; w < program.joined; w++)
        pthread_join(t[w], NULL);
    if (program.joined < program.workers)
        return;  // what the others still change is not looked at
    snprintf(text, sizeof text, "%d %d / %d %d %d", variable[0].plain,
             variable[1].plain, registers[0], registers[1], registers[2]);
    explore_result(text);
}
