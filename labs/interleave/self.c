// self.c - who the running thread is, and where its errno is.
//
// A handle is known without the machine's thread pointer. The address of errno
// is not: a program that asks for it makes contexts part.
#define _GNU_SOURCE
#include "carrier.h"
#include "thread.h"
#include "wrap.h"

#include <errno.h>
#include <threads.h>

static void part(void)
{
    scheduler_current->context.error = errno;
    for (unsigned i = 0; i < clock_width; i++)
        *carrier_errno(i) = scheduler_task[i].context.error;
    context_apart = true;
    context_set_thread_pointer(carriers[scheduler_current->id].thread_pointer);
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
    if (!context_apart)
        part();
    return carrier_errno(scheduler_current->id);
}

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
