// cleanup.c - pthread_cleanup_push and pop, and pthread_exit, which runs what
// was pushed.
//
// In C, glibc's macros save a jump buffer on the stack and register it; who
// exits jumps to the innermost one, whose code calls the handler and then asks
// for the next. So we keep the list and do the jumps.
#define _GNU_SOURCE
#include "scheduler.h"
#include "thread.h"
#include "wrap.h"

#include <pthread.h>
#include <setjmp.h>

// The buffer's spare words are ours: the one outside of it, and how deep the
// calls were.
enum { OUTER = 0, DEPTH = 1 };

static void restore_depth(__pthread_unwind_buf_t *buffer)
{
    scheduler_current->depth = (unsigned)(uintptr_t)buffer->__pad[DEPTH];
}

void WRAP(__pthread_register_cancel)(__pthread_unwind_buf_t *buffer)
{
    struct task *self = scheduler_current;

    if (!self)
        return;
    buffer->__pad[OUTER] = self->cleanup;
    buffer->__pad[DEPTH] = (void *)(uintptr_t)self->depth;
    self->cleanup = buffer;
}

void WRAP(__pthread_unregister_cancel)(__pthread_unwind_buf_t *buffer)
{
    if (scheduler_current)
        scheduler_current->cleanup = buffer->__pad[OUTER];
}

_Noreturn static void leave(void)
{
    __pthread_unwind_buf_t *buffer = scheduler_current->cleanup;

    if (!buffer)
        thread_finish(scheduler_current->result);
    scheduler_current->cleanup = buffer->__pad[OUTER];
    restore_depth(buffer);
    // The buffer is glibc's short form of a jmp_buf, without a signal mask.
    void *jump = buffer->__cancel_jmp_buf;
    __asm__("" : "+r"(jump));
    longjmp(jump, 1);
}

_Noreturn void WRAP(__pthread_unwind_next)(__pthread_unwind_buf_t *buffer)
{
    (void)buffer;
    leave();
}

_Noreturn void thread_exit(void *result)
{
    scheduler_current->result = result;
    leave();
}

_Noreturn void WRAP(pthread_exit)(void *result)
{
    if (!scheduler_current)
        REAL(pthread_exit)(result);
    thread_exit(result);
}
