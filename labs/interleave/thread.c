// thread.c - how threads begin and end, and yield; see thread.h.
#define _GNU_SOURCE  // what sched.h hides
#include "thread.h"

#include "carrier.h"
#include "fail.h"
#include "heap.h"
#include "log.h"
#include "memory.h"
#include "mutex.h"
#include "scheduler.h"
#include "steps.h"
#include "wrap.h"

#include <pthread.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>

// --- beginning ---------------------------------------------------------------

// A robust mutex passes to the next one with EOWNERDEAD; any other lock that a
// thread takes along is lost.
static void let_go_of_locks(void)
{
    struct task *self = scheduler_current;

    while (self->held_count) {
        const struct held *h = &self->held[self->held_count - 1];
        if (!h->object->robust)
            fail_misuse(MISUSE_END_HOLDING_LOCK, h->object, -1, h->pc);
        mutex_abandon(h->object, h->pc);
    }
}

// Its stack may be used by nobody else any more; and with the scenario's own
// thread the program ends.
static void touch_at_end(const struct task *self)
{
    const struct carrier *c = &carriers[self->id];

    steps_touch(c->low, c->high - c->low, TOUCH_WRITES, EFFECT_NONE);
    if (self->body_done)
        steps_touch_everything();
}

static _Noreturn void finish(void *result, bool from_body)
{
    struct task *self = scheduler_current;
    struct sync_object *end;

    if (!from_body || self->id)
        key_run_destructors();
    self->body_done = from_body && self->id == 0;
    scheduler_point((struct operation){.kind = EVENT_THREAD_END,
                                       .yields = self->body_done});
    if (!self->body_done)
        let_go_of_locks();
    end = sync_object(SYNC_THREAD, self->id, 0);
    self->result = result;
    if (log_on)
        log_event(EVENT_THREAD_END, 0);
    sync_release(end);
    sync_event_as(end, SYNC_GIVES);
    touch_at_end(self);
    if (scheduler_live == 1)
        heap_find_leaks();
    scheduler_end();
}

static void thread_main(void)
{
    struct task *self = scheduler_current;

    if (log_on) {
        struct event *e = log_event(EVENT_THREAD_START, 0);
        e->other = self->creator;
    }
    if (!self->start) {
        ((void (*)(void))(uintptr_t)self->argument)();
        finish(NULL, true);
    }
    void *result = self->start(self->argument);
    if (self->returns_int)
        result = (void *)(intptr_t)(int)(intptr_t)result;
    finish(result, false);
}

// What a schedule before left on the stack is not for this one to see. The
// first one finds the same rubbish, as far down as most calls go.
static void clean_stack(struct task *t, const struct carrier *carrier)
{
    enum { RUBBISH = 0xA5, FIRST = 64 * 1024 };
    enum { BELOW = 2048 };  // libc's frames are not told

    if (!t->lowest)
        t->lowest = carrier->stack_top - FIRST;
    uintptr_t from = t->lowest - BELOW;
    if (from < carrier->low)
        from = carrier->low;
    memset((void *)from, RUBBISH, carrier->stack_top - from);
    t->lowest = carrier->stack_top;
}

struct task *thread_spawn(void *(*start)(void *), void *argument)
{
    if (clock_width == THREADS_MAX)
        return NULL;
    unsigned id = clock_width++;
    if (clock_reach < clock_width)
        clock_reach = clock_width;
    struct task *t = &scheduler_task[id];
    const struct carrier *carrier = &carriers[id];

    memset(t, 0, offsetof(struct task, look));
    clock_clear(&t->clock);
    clock_clear(&t->acquire_fence);
    clock_clear(&t->release_fence);
    t->id = (uint16_t)id;
    t->creator = THREAD_NONE;
    t->state = TASK_LIVE;
    t->start = start;
    t->argument = argument;
    t->operation.kind = EVENT_THREAD_START;
    t->clock.at[id] = 1;
    carrier_restore(id);
    clean_stack(t, carrier);
    context_prepare(&t->context, carrier->stack_top, carrier->thread_pointer,
                    thread_main);
    scheduler_live++;
    return t;
}

// --- creating ----------------------------------------------------------------

// A smaller stack than ours is as good; in a larger one more would fit.
static void check_stack_size(const pthread_attr_t *attributes)
{
    size_t size = 0;

    if (attributes)
        pthread_attr_getstacksize(attributes, &size);
    if (size > STACK_SIZE)
        fail_limit("a thread is to have a stack of more than %d MiB",
                   STACK_SIZE >> 20);
}

static bool wants_detached(const pthread_attr_t *attributes)
{
    int state = PTHREAD_CREATE_JOINABLE;

    if (attributes)
        pthread_attr_getdetachstate(attributes, &state);
    return state == PTHREAD_CREATE_DETACHED;
}

static void inherit(struct task *child)
{
    struct task *self = scheduler_current;

    child->creator = self->id;
    clock_join(&child->clock, &self->clock);
    child->hash = sync_mix(self->hash, child->id + 100u);
    self->hash = sync_mix(self->hash, 99);
    self->clock.at[self->id]++;
    scheduler_alone = false;
    // Who creates first gets the lower number.
    steps_touch((uintptr_t)&clock_width, 1, TOUCH_WRITES, EFFECT_NONE);
    steps_let_go(child);
}

struct task *thread_create(pthread_t *handle, void *(*start)(void *),
                           void *argument, uintptr_t pc)
{
    scheduler_point((struct operation){.kind = EVENT_CREATE, .pc = pc});
    memory_plain((uintptr_t)handle, sizeof *handle, true, pc);
    struct task *child = thread_spawn(start, argument);
    if (!child)
        fail_limit("more than %d threads in one schedule", THREADS_MAX);
    inherit(child);
    *handle = carriers[child->id].handle;
    if (log_on)
        log_event(EVENT_CREATE, pc)->other = child->id;
    scheduler_progress();
    return child;
}

int WRAP(pthread_create)(pthread_t *handle, const pthread_attr_t *attributes,
                         void *(*start)(void *), void *argument)
{
    PASS_THROUGH(pthread_create, (handle, attributes, start, argument));
    bool detached = wants_detached(attributes);
    check_stack_size(attributes);
    thread_create(handle, start, argument, CALLER)->detached = detached;
    return 0;
}

// --- ending ------------------------------------------------------------------

_Noreturn void thread_finish(void *result)
{
    finish(result, false);
}

void thread_end_point(uintptr_t pc)
{
    scheduler_point(
        (struct operation){.kind = EVENT_THREAD_END, .pc = pc, .yields = true});
}

_Noreturn void thread_end_program(int status, uintptr_t pc)
{
    struct task *self = scheduler_current;

    if (status) {
        struct failure *f = fail_begin(FAILURE_EXIT, pc);
        f->status = status;
        fail_end();
    }
    self->body_done = true;
    steps_touch_everything();
    log_finish(self);
    scheduler_leave(RUN_DONE);
}

// --- letting others run ------------------------------------------------------

void thread_yield(uintptr_t pc)
{
    scheduler_point(
        (struct operation){.kind = EVENT_YIELD, .pc = pc, .yields = true});
    if (log_on)
        log_event(EVENT_YIELD, pc);
}

int WRAP(sched_yield)(void)
{
    PASS_THROUGH(sched_yield, ());
    thread_yield(CALLER);
    return 0;
}
