// fail.c - see fail.h.
#include "fail.h"

#include "explore.h"
#include "log.h"
#include "scheduler.h"
#include "shared.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((noinline)) void explore_stop_here(void)
{
    __asm__ volatile("");  // a place for gdb
}

struct failure *fail_begin(enum failure_kind kind, uintptr_t pc)
{
    struct failure *f = &shared->failure;
    struct task *self = scheduler_current;

    log_finish(self);
    memset(f, 0, sizeof *f);
    f->kind = kind;
    f->thread = self->id;
    f->other = THREAD_NONE;
    f->pc = pc;
    f->stack = log_stack(self, pc);
    f->locks = log_locks(self);
    f->first.event = f->second.event = EVENT_NONE;
    f->event = EVENT_NONE;
    if (log_on)
        f->event = log_event(EVENT_FAILURE, pc)->index;
    return f;
}

_Noreturn void fail_end(void)
{
    if (log_on)
        explore_stop_here();
    scheduler_leave(RUN_FAILED);
}

_Noreturn void fail_misuse(enum misuse_kind misuse,
                           const struct sync_object *object, int other,
                           uintptr_t pc)
{
    struct failure *f = fail_begin(FAILURE_MISUSE, pc);

    f->misuse = misuse;
    if (object) {
        f->sync = object->name;
        f->address = object->name.address;
    }
    if (other >= 0)
        f->other = (uint16_t)other;
    fail_end();
}

_Noreturn void fail_text(enum failure_kind kind, const char *text,
                         const char *file, int line, const char *function,
                         uintptr_t pc)
{
    struct failure *f = fail_begin(kind, pc);

    snprintf(f->text, sizeof f->text, "%s", text);
    f->file = file;
    f->line = line;
    f->function = function;
    fail_end();
}

// --- nobody goes on ----------------------------------------------------------

static void tell_owner(struct waiter *w, const struct sync_object *o)
{
    w->sync = o->name;
    w->reader_count = (uint16_t)o->readers;
    w->owner = o->owner >= 0 ? (uint16_t)o->owner : THREAD_NONE;
    w->owner_pc = o->owner_pc;
    unsigned told = 0;
    for (unsigned i = 0; o->readers && i < clock_width; i++)
        if (set_has(&o->reading, i) && told < READERS_TOLD)
            w->reader[told++] = (uint16_t)i;
    if (w->owner == THREAD_NONE && o->readers == 1)
        w->owner = w->reader[0];
}

static void tell_owner_stack(struct waiter *w)
{
    const struct held_lock *h = held_lock(w->locks, w->sync.address);

    // Of all the times that a thread took what it waits for, the first one that
    // it has not given back.
    if (h && w->owner == w->thread) {
        w->owner_pc = h->pc;
        if (h->event < shared->event_count)
            w->owner_stack = shared->event[h->event].stack;
        return;
    }
    for (uint32_t i = shared->event_count; log_on && i-- > 0;) {
        const struct event *e = &shared->event[i];
        if (e->thread == w->owner && e->pc == w->owner_pc) {
            w->owner_stack = e->stack;
            return;
        }
    }
}

static void tell_waiter(struct failure *f, const struct task *t)
{
    struct waiter *w = &f->waiter[f->waiter_count++];

    memset(w, 0, sizeof *w);
    w->thread = t->id;
    w->pc = t->operation.pc;
    w->stack = log_stack(t, w->pc);
    w->locks = log_locks(t);
    w->owner = THREAD_NONE;
    w->missed_signal = EVENT_NONE;
    w->spinning = scheduler_ready(t);
    if (t->operation.kind == EVENT_JOIN) {
        w->sync = (struct sync_name){SYNC_THREAD, t->operation.address, 0};
        w->owner = (uint16_t)t->operation.address;
    } else if (t->operation.object) {
        tell_owner(w, t->operation.object);
        tell_owner_stack(w);
        w->missed_signal = t->operation.object->idle_signal;
    }
    if (t->waits_mutex)
        w->mutex = t->waits_mutex->name;
}

static void tell_waiters(struct failure *f)
{
    for (unsigned i = 0; i < clock_width; i++)
        if (scheduler_task[i].state == TASK_LIVE)
            tell_waiter(f, &scheduler_task[i]);
}

static int owner_of(const struct failure *f, unsigned thread)
{
    for (uint32_t i = 0; i < f->waiter_count; i++)
        if (f->waiter[i].thread == thread && f->waiter[i].owner != THREAD_NONE)
            return f->waiter[i].owner;
    return -1;
}

// Follow owners from each thread; the first walk that comes back is the ring.
static void find_cycle(struct failure *f)
{
    for (uint32_t i = 0; i < f->waiter_count && !f->cycle_count; i++) {
        int start = f->waiter[i].thread;
        int at = start;
        uint32_t length = 0;
        do {
            f->cycle[length++] = (uint16_t)at;
            at = owner_of(f, (unsigned)at);
        } while (at >= 0 && at != start && length < f->waiter_count);
        if (at == start)
            f->cycle_count = length;
    }
}

static bool somebody_waits_for_signal(const struct failure *f)
{
    for (uint32_t i = 0; i < f->waiter_count; i++)
        if (f->waiter[i].sync.kind == SYNC_COND)
            return true;
    return false;
}

_Noreturn void fail_deadlock(void)
{
    struct failure *f =
        fail_begin(FAILURE_DEADLOCK, scheduler_current->operation.pc);

    tell_waiters(f);
    find_cycle(f);
    if (!f->cycle_count && somebody_waits_for_signal(f))
        f->kind = FAILURE_LOST_WAKEUP;
    fail_end();
}

_Noreturn void fail_livelock(void)
{
    struct failure *f =
        fail_begin(FAILURE_LIVELOCK, scheduler_current->operation.pc);

    tell_waiters(f);
    if (f->waiter_count == 1)
        f->kind = FAILURE_ENDLESS_LOOP;
    fail_end();
}

// --- could not judge ---------------------------------------------------------

_Noreturn void fail_limit(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(shared->exploration.reason, REASON_MAX, format, arguments);
    va_end(arguments);
    shared->exploration.unjudged = UNJUDGED_LIMIT;
    scheduler_leave(RUN_LIMIT);
}

_Noreturn void fail_unsupported(const char *call, uintptr_t pc, const char *why)
{
    snprintf(shared->exploration.reason, REASON_MAX,
             "this calls %s at %#lx, %s", call, (unsigned long)pc,
             why ? why : "which the explorer does not know");
    shared->exploration.unjudged = UNJUDGED_UNSUPPORTED;
    scheduler_leave(RUN_LIMIT);
}
