// signals.c - see signals.h.
//
//   G1  A handler that ends the schedule never returns; with SA_NODEFER the
//       signal is not blocked afterwards.
//   G2  Seconds decide nothing but this: a thread that burns CPU and calls
//       nothing at all for that long is in an endless loop.
#define _GNU_SOURCE  // REG_RIP by way of ucontext, sigaltstack
#include "signals.h"

#include "context.h"
#include "fail.h"
#include "region.h"
#include "scheduler.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

enum { STACK_BYTES = 128 * 1024, TICK_MICROSECONDS = 250000, IDLE_TICKS = 4 };

extern char __start_interleave_text[], __stop_interleave_text[];

static uint64_t work_before;
static unsigned idle_ticks;

// A crash in the explorer is one of the call that the program made.
static uintptr_t program_pc(uintptr_t pc)
{
    const struct task *self = scheduler_current;

    if (pc >= (uintptr_t)__start_interleave_text &&
        pc < (uintptr_t)__stop_interleave_text && self->last_pc)
        return self->last_pc;
    return pc;
}

static bool is_stack_overflow(uintptr_t address)
{
    return region_is_stack(address) &&
           (address - USER_BASE) % STACK_SIZE < PAGE;
}

static void on_crash(int number, siginfo_t *info, void *context)
{
    uintptr_t address = (uintptr_t)info->si_addr;
    struct failure *f;

    if (!scheduler_current) {
        signal(number, SIG_DFL);
        raise(number);
        return;
    }
    uintptr_t pc = program_pc(context_signal_pc(context));
    if (number == SIGABRT)
        f = fail_begin(FAILURE_ABORT, pc);
    else if (number == SIGSEGV && is_stack_overflow(address))
        f = fail_begin(FAILURE_STACK_OVERFLOW, pc);
    else
        f = fail_begin(FAILURE_SIGNAL, pc);
    f->signal = number;
    f->address = address;
    fail_end();
}

static void on_tick(int number, siginfo_t *info, void *context)
{
    uint64_t work = scheduler_counts.accesses + scheduler_counts.steps;

    (void)number;
    (void)info;
    (void)context;
    if (!scheduler_current || work != work_before) {
        work_before = work;
        idle_ticks = 0;
        return;
    }
    if (++idle_ticks < IDLE_TICKS)
        return;
    idle_ticks = 0;
    // Where the loop was interrupted is chance; where it was last seen is not,
    // nor in which call.
    const struct task *self = scheduler_current;
    struct failure *f = fail_begin(FAILURE_ENDLESS_LOOP, self->last_pc);
    f->address = self->depth && self->depth <= CALLS_MAX
                     ? self->callee[self->depth - 1]
                     : (uintptr_t)self->start;
    fail_end();
}

static void catch (int number, void (*handler)(int, siginfo_t *, void *))
{
    struct sigaction action = {.sa_sigaction = handler,
                               .sa_flags =
                                   SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    sigaction(number, &action, NULL);
}

void signals_start(void)
{
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    stack_t stack = {.ss_sp = malloc(STACK_BYTES), .ss_size = STACK_BYTES};
    struct itimerval timer = {{0, TICK_MICROSECONDS}, {0, TICK_MICROSECONDS}};

    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        catch (crashes[i], on_crash);
    catch (SIGVTALRM, on_tick);
    setitimer(ITIMER_VIRTUAL, &timer, NULL);
}
