// self.c - who the running thread is, and what libc keeps for it.
//
// A handle is known without the machine's thread pointer. Where libc keeps
// something for each thread is not: a program that asks for that begins anew,
// with contexts apart from its first step on. So what is seen never depends on
// which schedules were run before.
#define _GNU_SOURCE
#include "carrier.h"
#include "shared.h"
#include "thread.h"
#include "wrap.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <threads.h>
#include <unistd.h>

static void need_own_block(void)
{
    if (context_apart)
        return;
    shared->apart = true;
    _exit(0);
}

void thread_set_errno(int value)
{
    if (context_apart)
        *carrier_errno(scheduler_current->id) = value;
    else
        errno = value;
}

// The compiler may take it that the library's answer never changes.
int *WRAP(__errno_location)(void)
{
    PASS_THROUGH(__errno_location, ());
    need_own_block();
    return carrier_errno(scheduler_current->id);
}

#define IN_OWN_BLOCK(type, name, parameters, arguments)                        \
    type WRAP(name) parameters                                                 \
    {                                                                          \
        if (scheduler_current)                                                 \
            need_own_block();                                                  \
        return REAL(name) arguments;                                           \
    }

IN_OWN_BLOCK(const unsigned short **, __ctype_b_loc, (void), ())
IN_OWN_BLOCK(const int **, __ctype_tolower_loc, (void), ())
IN_OWN_BLOCK(const int **, __ctype_toupper_loc, (void), ())
IN_OWN_BLOCK(char *, strerror, (int error), (error))
IN_OWN_BLOCK(char *, strsignal, (int number), (number))

pthread_t WRAP(pthread_self)(void)
{
    PASS_THROUGH(pthread_self, ());
    return carriers[scheduler_current->id].handle;
}

thrd_t WRAP(thrd_current)(void)
{
    PASS_THROUGH(thrd_current, ());
    return carriers[scheduler_current->id].handle;
}
