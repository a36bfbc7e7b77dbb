// c11.c - <threads.h>: the same threads, mutexes and condition variables under
// their names in C. glibc's types are those of POSIX, and so are ours.
#define _GNU_SOURCE
#include "cond.h"
#include "memory.h"
#include "mutex.h"
#include "thread.h"
#include "timing.h"
#include "wrap.h"

#include <errno.h>
#include <pthread.h>
#include <threads.h>

_Static_assert(sizeof(mtx_t) == sizeof(pthread_mutex_t), "one type");
_Static_assert(sizeof(cnd_t) == sizeof(pthread_cond_t), "one type");
_Static_assert(sizeof(thrd_t) == sizeof(pthread_t), "one type");

static int in_c11(int error)
{
    switch (error) {
    case 0:
        return thrd_success;
    case EBUSY:
        return thrd_busy;
    case ETIMEDOUT:
        return thrd_timedout;
    default:
        return thrd_error;
    }
}

// --- threads -----------------------------------------------------------------

int WRAP(thrd_create)(thrd_t *handle, thrd_start_t start, void *argument)
{
    PASS_THROUGH(thrd_create, (handle, start, argument));
    // Called as a function that returns a pointer; thread.c cuts that to an
    // int.
    thread_create(handle, (void *(*)(void *))(uintptr_t)start, argument, CALLER)
        ->returns_int = true;
    return thrd_success;
}

int WRAP(thrd_join)(thrd_t handle, int *result)
{
    PASS_THROUGH(thrd_join, (handle, result));
    void *returned = thread_join(handle, CALLER);
    if (result) {
        memory_plain((uintptr_t)result, sizeof *result, true, CALLER);
        *result = (int)(intptr_t)returned;
    }
    return thrd_success;
}

int WRAP(thrd_detach)(thrd_t handle)
{
    PASS_THROUGH(thrd_detach, (handle));
    thread_detach(handle, CALLER);
    return thrd_success;
}

_Noreturn void WRAP(thrd_exit)(int result)
{
    if (!scheduler_current)
        thrd_exit(result);
    thread_exit((void *)(intptr_t)result);
}

void WRAP(thrd_yield)(void)
{
    if (!scheduler_current)
        thrd_yield();
    else
        thread_yield(CALLER);
}

int WRAP(thrd_sleep)(const struct timespec *time, struct timespec *left)
{
    PASS_THROUGH(thrd_sleep, (time, left));
    if (!timing_is_valid(time, CALLER) || time->tv_sec < 0)
        return -2;
    timing_sleep(time, CALLER);
    return 0;
}

// --- mutexes -----------------------------------------------------------------

int WRAP(mtx_init)(mtx_t *m, int type)
{
    PASS_THROUGH(mtx_init, (m, type));
    mutex_init((pthread_mutex_t *)m,
               type & mtx_recursive ? PTHREAD_MUTEX_RECURSIVE
                                    : PTHREAD_MUTEX_NORMAL,
               false, CALLER);
    return thrd_success;
}

void WRAP(mtx_destroy)(mtx_t *m)
{
    if (!scheduler_current)
        mtx_destroy(m);
    else
        mutex_destroy((pthread_mutex_t *)m, CALLER);
}

int WRAP(mtx_lock)(mtx_t *m)
{
    PASS_THROUGH(mtx_lock, (m));
    return in_c11(mutex_take((pthread_mutex_t *)m, CALLER));
}

int WRAP(mtx_trylock)(mtx_t *m)
{
    PASS_THROUGH(mtx_trylock, (m));
    return in_c11(mutex_try((pthread_mutex_t *)m, CALLER));
}

int WRAP(mtx_timedlock)(mtx_t *restrict m,
                        const struct timespec *restrict until)
{
    PASS_THROUGH(mtx_timedlock, (m, until));
    return in_c11(mutex_take_until((pthread_mutex_t *)m, until, CALLER));
}

int WRAP(mtx_unlock)(mtx_t *m)
{
    PASS_THROUGH(mtx_unlock, (m));
    return in_c11(mutex_unlock((pthread_mutex_t *)m, CALLER));
}

// --- condition variables -----------------------------------------------------

int WRAP(cnd_init)(cnd_t *c)
{
    PASS_THROUGH(cnd_init, (c));
    cond_init((pthread_cond_t *)c, CALLER);
    return thrd_success;
}

void WRAP(cnd_destroy)(cnd_t *c)
{
    if (!scheduler_current)
        cnd_destroy(c);
    else
        cond_destroy((pthread_cond_t *)c, CALLER);
}

int WRAP(cnd_wait)(cnd_t *c, mtx_t *m)
{
    PASS_THROUGH(cnd_wait, (c, m));
    return in_c11(
        cond_wait((pthread_cond_t *)c, (pthread_mutex_t *)m, NULL, CALLER));
}

int WRAP(cnd_timedwait)(cnd_t *restrict c, mtx_t *restrict m,
                        const struct timespec *restrict until)
{
    PASS_THROUGH(cnd_timedwait, (c, m, until));
    return in_c11(
        cond_wait((pthread_cond_t *)c, (pthread_mutex_t *)m, until, CALLER));
}

int WRAP(cnd_signal)(cnd_t *c)
{
    PASS_THROUGH(cnd_signal, (c));
    return in_c11(cond_signal((pthread_cond_t *)c, CALLER));
}

int WRAP(cnd_broadcast)(cnd_t *c)
{
    PASS_THROUGH(cnd_broadcast, (c));
    return in_c11(cond_broadcast((pthread_cond_t *)c, CALLER));
}

// --- thread-specific data ----------------------------------------------------

int WRAP(tss_create)(tss_t *name, tss_dtor_t destructor)
{
    PASS_THROUGH(tss_create, (name, destructor));
    memory_plain((uintptr_t)name, sizeof *name, true, CALLER);
    return key_create(name, destructor) ? thrd_error : thrd_success;
}

void WRAP(tss_delete)(tss_t name)
{
    if (!scheduler_current)
        tss_delete(name);
    else
        key_delete(name, CALLER);
}

void *WRAP(tss_get)(tss_t name)
{
    PASS_THROUGH(tss_get, (name));
    return *key_value(name, CALLER);
}

int WRAP(tss_set)(tss_t name, void *value)
{
    PASS_THROUGH(tss_set, (name, value));
    *key_value(name, CALLER) = value;
    return thrd_success;
}
