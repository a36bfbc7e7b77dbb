// program_wrap.c - how a program ends, and what it takes from chance.
#define _GNU_SOURCE
#include "program.h"

#include "fail.h"
#include "memory.h"
#include "schedule.h"
#include "thread.h"
#include "wrap.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// --- ends --------------------------------------------------------------------

enum { AT_EXIT_MAX = 64 };

static void (*at_exit[AT_EXIT_MAX])(void);
static unsigned at_exit_count;

void program_reset(void)
{
    at_exit_count = 0;
}

int WRAP(atexit)(void (*function)(void))
{
    PASS_THROUGH(atexit, (function));
    if (at_exit_count == AT_EXIT_MAX)
        return 1;
    at_exit[at_exit_count++] = function;
    return 0;
}

_Noreturn void program_exit(int status, uintptr_t pc)
{
    thread_end_point(pc);
    while (at_exit_count)
        at_exit[--at_exit_count]();
    thread_end_program(status, pc);
}

_Noreturn void WRAP(abort)(void)
{
    if (!scheduler_current)
        abort();
    fail_begin(FAILURE_ABORT, CALLER);
    fail_end();
}

_Noreturn void WRAP(exit)(int status)
{
    if (!scheduler_current)
        exit(status);
    program_exit(status, CALLER);
}

_Noreturn void WRAP(_exit)(int status)
{
    if (!scheduler_current)
        _exit(status);
    thread_end_point(CALLER);
    thread_end_program(status, CALLER);
}

_Noreturn void WRAP(_Exit)(int status)
{
    if (!scheduler_current)
        _Exit(status);
    thread_end_point(CALLER);
    thread_end_program(status, CALLER);
}

_Noreturn void WRAP(__assert_fail)(const char *expression, const char *file,
                                   unsigned line, const char *function)
{
    if (!scheduler_current) {
        fprintf(stderr, "%s:%u: %s: assertion failed: %s\n", file, line,
                function, expression);
        abort();
    }
    fail_text(FAILURE_ASSERT, expression, file, (int)line, function, CALLER);
}

// --- chance ------------------------------------------------------------------

// One stream a thread: what a thread draws does not depend on the others.
static uint64_t draw(void)
{
    struct task *self = scheduler_current;

    if (!self->random)
        self->random = sync_mix(schedule_seed + 1, self->id) | 1;
    self->random ^= self->random << 13;
    self->random ^= self->random >> 7;
    self->random ^= self->random << 17;
    return self->random * UINT64_C(0x2545F4914F6CDD1D);
}

int WRAP(rand)(void)
{
    PASS_THROUGH(rand, ());
    return (int)(draw() >> 33);
}

long WRAP(random)(void)
{
    PASS_THROUGH(random, ());
    return (long)(draw() >> 33);
}

int WRAP(rand_r)(unsigned *state)
{
    PASS_THROUGH(rand_r, (state));
    READS(state, sizeof *state);
    WRITES(state, sizeof *state);
    return rand_r(state);
}

void WRAP(srand)(unsigned seed)
{
    if (!scheduler_current)
        srand(seed);
    else
        scheduler_current->random = seed | 1;
}

void WRAP(srandom)(unsigned seed)
{
    if (!scheduler_current)
        srandom(seed);
    else
        scheduler_current->random = seed | 1;
}
