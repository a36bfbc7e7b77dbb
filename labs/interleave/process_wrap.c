// process_wrap.c - what a program asks of the system around it: some of it is
// answered, always in the same way; the rest is refused.
#define _GNU_SOURCE
#include "fail.h"
#include "memory.h"
#include "scheduler.h"
#include "wrap.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>
#include <unistd.h>

// --- who and where -----------------------------------------------------------

enum { PROCESS = 4711, PROCESSORS = 2 };

pid_t WRAP(getpid)(void)
{
    PASS_THROUGH(getpid, ());
    return PROCESS;
}

pid_t WRAP(getppid)(void)
{
    PASS_THROUGH(getppid, ());
    return 1;
}

pid_t WRAP(gettid)(void)
{
    PASS_THROUGH(gettid, ());
    return PROCESS + scheduler_current->id;
}

long WRAP(sysconf)(int name)
{
    PASS_THROUGH(sysconf, (name));
    return name == _SC_NPROCESSORS_ONLN || name == _SC_NPROCESSORS_CONF
               ? PROCESSORS
               : sysconf(name);
}

int WRAP(get_nprocs)(void)
{
    PASS_THROUGH(get_nprocs, ());
    return PROCESSORS;
}

int WRAP(sched_getcpu)(void)
{
    PASS_THROUGH(sched_getcpu, ());
    return scheduler_current->id % PROCESSORS;
}

// --- what changes nothing here -----------------------------------------------

// Nobody cancels (pthread_cancel is refused), but a state is remembered.
int WRAP(pthread_setcancelstate)(int state, int *before)
{
    PASS_THROUGH(pthread_setcancelstate, (state, before));
    int *mine = &scheduler_current->cancel_state;
    if (before) {
        WRITES(before, sizeof *before);
        *before = *mine;
    }
    *mine = state;
    return 0;
}

int WRAP(pthread_setcanceltype)(int type, int *before)
{
    PASS_THROUGH(pthread_setcanceltype, (type, before));
    int *mine = &scheduler_current->cancel_type;
    if (before) {
        WRITES(before, sizeof *before);
        *before = *mine;
    }
    *mine = type;
    return 0;
}

void WRAP(pthread_testcancel)(void)
{
    if (!scheduler_current)
        pthread_testcancel();
}

// Names, processors and priorities make no schedule impossible.
int WRAP(pthread_setname_np)(pthread_t thread, const char *name)
{
    PASS_THROUGH(pthread_setname_np, (thread, name));
    READS(name, strlen(name) + 1);
    return 0;
}

int WRAP(pthread_setaffinity_np)(pthread_t thread, size_t size,
                                 const cpu_set_t *set)
{
    PASS_THROUGH(pthread_setaffinity_np, (thread, size, set));
    return 0;
}

int WRAP(pthread_setschedparam)(pthread_t thread, int policy,
                                const struct sched_param *parameters)
{
    PASS_THROUGH(pthread_setschedparam, (thread, policy, parameters));
    return 0;
}

int WRAP(pthread_setconcurrency)(int level)
{
    PASS_THROUGH(pthread_setconcurrency, (level));
    return 0;
}

int WRAP(pthread_setschedprio)(pthread_t thread, int priority)
{
    PASS_THROUGH(pthread_setschedprio, (thread, priority));
    return 0;
}

// No signal comes, so it is all the same which are kept out.
static int mask(sigset_t *before)
{
    if (before)
        sigemptyset(before);
    return 0;
}

int WRAP(pthread_sigmask)(int how, const sigset_t *set, sigset_t *before)
{
    PASS_THROUGH(pthread_sigmask, (how, set, before));
    return mask(before);
}

int WRAP(sigprocmask)(int how, const sigset_t *set, sigset_t *before)
{
    PASS_THROUGH(sigprocmask, (how, set, before));
    return mask(before);
}

static const char *const signals = "whose signals the explorer does not know";

sighandler_t WRAP(signal)(int number, sighandler_t handler)
{
    PASS_THROUGH(signal, (number, handler));
    if (handler != SIG_IGN && handler != SIG_DFL)
        fail_unsupported("signal", CALLER, signals);
    return SIG_DFL;
}

int WRAP(sigaction)(int number, const struct sigaction *action,
                    struct sigaction *before)
{
    PASS_THROUGH(sigaction, (number, action, before));
    if (action && action->sa_handler != SIG_IGN &&
        action->sa_handler != SIG_DFL)
        fail_unsupported("sigaction", CALLER, signals);
    if (before)
        memset(before, 0, sizeof *before);
    return 0;
}

// --- refused -----------------------------------------------------------------

// A call that we do not control would run beside the search and make its
// answers wrong, so it ends it: could not judge.
#define REFUSE(type, name, parameters, arguments)                              \
    type WRAP(name) parameters                                                 \
    {                                                                          \
        PASS_THROUGH(name, arguments);                                         \
        fail_unsupported(#name, CALLER, NULL);                                 \
    }

REFUSE(int, pthread_cancel, (pthread_t t), (t))
REFUSE(int, pthread_getaffinity_np, (pthread_t t, size_t n, cpu_set_t *s),
       (t, n, s))
REFUSE(int, pthread_getattr_np, (pthread_t t, pthread_attr_t *a), (t, a))
REFUSE(int, pthread_getattr_default_np, (pthread_attr_t * a), (a))
REFUSE(int, pthread_getcpuclockid, (pthread_t t, clockid_t *c), (t, c))
REFUSE(int, pthread_getname_np, (pthread_t t, char *s, size_t n), (t, s, n))
REFUSE(int, pthread_getschedparam, (pthread_t t, int *p, struct sched_param *s),
       (t, p, s))
REFUSE(int, pthread_mutex_getprioceiling, (const pthread_mutex_t *m, int *p),
       (m, p))
REFUSE(int, pthread_mutex_setprioceiling, (pthread_mutex_t * m, int p, int *o),
       (m, p, o))
REFUSE(int, pthread_kill, (pthread_t t, int s), (t, s))
REFUSE(pid_t, fork, (void), ())
REFUSE(int, raise, (int s), (s))
REFUSE(int, kill, (pid_t p, int s), (p, s))
REFUSE(FILE *, fopen, (const char *p, const char *m), (p, m))
REFUSE(ssize_t, read, (int d, void *b, size_t n), (d, b, n))
REFUSE(void *, mmap, (void *a, size_t n, int p, int f, int d, off_t o),
       (a, n, p, f, d, o))
REFUSE(int, system, (const char *c), (c))
REFUSE(FILE *, popen, (const char *c, const char *m), (c, m))
