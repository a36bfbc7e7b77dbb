// program_wrap.c - how a program ends, what it takes from chance, and what is
// refused.
#define _GNU_SOURCE
#include "fail.h"
#include "schedule.h"
#include "thread.h"
#include "wrap.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <threads.h>
#include <unistd.h>

// --- ends --------------------------------------------------------------------

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
    thread_end_program(status, CALLER);
}

_Noreturn void WRAP(_exit)(int status)
{
    if (!scheduler_current)
        _exit(status);
    thread_end_program(status, CALLER);
}

_Noreturn void WRAP(_Exit)(int status)
{
    if (!scheduler_current)
        _Exit(status);
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

// --- refused -----------------------------------------------------------------

// A call that we do not control would run beside the search and make its
// answers wrong, so it ends it: could not judge.
#define REFUSE(type, name, parameters, arguments)                              \
    type WRAP(name) parameters                                                 \
    {                                                                          \
        PASS_THROUGH(name, arguments);                                         \
        fail_unsupported(#name, CALLER);                                       \
    }

REFUSE(int, thrd_create, (thrd_t * t, thrd_start_t f, void *a), (t, f, a))
REFUSE(int, thrd_join, (thrd_t t, int *r), (t, r))
REFUSE(int, thrd_detach, (thrd_t t), (t))
REFUSE(int, mtx_init, (mtx_t * m, int type), (m, type))
REFUSE(int, mtx_lock, (mtx_t * m), (m))
REFUSE(int, mtx_trylock, (mtx_t * m), (m))
REFUSE(int, mtx_timedlock, (mtx_t * m, const struct timespec *t), (m, t))
REFUSE(int, mtx_unlock, (mtx_t * m), (m))
REFUSE(int, cnd_init, (cnd_t * c), (c))
REFUSE(int, cnd_wait, (cnd_t * c, mtx_t *m), (c, m))
REFUSE(int, cnd_signal, (cnd_t * c), (c))
REFUSE(int, cnd_broadcast, (cnd_t * c), (c))
REFUSE(int, pthread_cancel, (pthread_t t), (t))
REFUSE(int, pthread_kill, (pthread_t t, int s), (t, s))
REFUSE(pid_t, fork, (void), ())
REFUSE(int, raise, (int s), (s))
REFUSE(int, kill, (pid_t p, int s), (p, s))
REFUSE(FILE *, fopen, (const char *p, const char *m), (p, m))
REFUSE(ssize_t, read, (int d, void *b, size_t n), (d, b, n))
REFUSE(int, sigaction, (int s, const struct sigaction *a, struct sigaction *o),
       (s, a, o))
REFUSE(void *, mmap, (void *a, size_t n, int p, int f, int d, off_t o),
       (a, n, p, f, d, o))
REFUSE(int, system, (const char *c), (c))
REFUSE(FILE *, popen, (const char *c, const char *m), (c, m))

void WRAP(thrd_yield)(void)
{
    if (!scheduler_current)
        thrd_yield();
    else
        fail_unsupported("thrd_yield", CALLER);
}
