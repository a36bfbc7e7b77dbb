// barrier.c - barriers.
//
//   B1  object->other gathers what the arrivals of this round tell; the last
//       one makes it object->clock, which all who leave learn.
#define _GNU_SOURCE
#include "fail.h"
#include "log.h"
#include "memory.h"
#include "steps.h"
#include "wrap.h"

#include <pthread.h>

static struct sync_object *object_of(const pthread_barrier_t *b)
{
    return sync_object(SYNC_BARRIER, (uintptr_t)b, sizeof *b);
}

static bool may_leave(const struct task *task)
{
    return task->wait_order != task->operation.object->round;
}

static void arrive(struct sync_object *o, uintptr_t pc)
{
    struct task *self = scheduler_current;

    o->count++;
    clock_join(&o->other, &self->clock);
    self->clock.at[self->id]++;
    sync_event(o, true);
    if (!log_on)
        return;
    struct event *e = log_sync(EVENT_BARRIER_ARRIVE, o, pc);
    e->after = o->count;
    e->success = o->count == o->limit;
}

static bool waits_at(const struct task *t, const struct sync_object *o)
{
    return t->state == TASK_LIVE && t->operation.object == o &&
           t->operation.kind == EVENT_BARRIER_LEAVE && !may_leave(t);
}

// They learn it now: before they leave, another round may be told here.
static void let_all_go(const struct sync_object *o)
{
    for (unsigned i = 0; i < clock_width; i++) {
        if (!waits_at(&scheduler_task[i], o))
            continue;
        clock_join(&scheduler_task[i].clock, &o->clock);
        steps_let_go(&scheduler_task[i]);
    }
}

static void open_for_all(struct sync_object *o)
{
    clock_copy(&o->clock, &o->other);
    let_all_go(o);
    sync_acquire(o);
    clock_clear(&o->other);
    o->count = 0;
    o->waiters = 0;
    o->round++;
    o->released_by = log_last();
}

static void wait_for_rest(struct sync_object *o, pthread_barrier_t *b,
                          uintptr_t pc)
{
    struct task *self = scheduler_current;

    o->waiters++;
    self->wait_order = o->round;
    scheduler_point((struct operation){.kind = EVENT_BARRIER_LEAVE,
                                       .address = (uintptr_t)b,
                                       .ready = may_leave,
                                       .object = o,
                                       .pc = pc});
    sync_event_as(o, SYNC_LEARNS);
}

int WRAP(pthread_barrier_wait)(pthread_barrier_t *b)
{
    PASS_THROUGH(pthread_barrier_wait, (b));
    struct sync_object *o = object_of(b);
    scheduler_point((struct operation){.kind = EVENT_BARRIER_ARRIVE,
                                       .address = (uintptr_t)b,
                                       .object = o,
                                       .pc = CALLER});
    o = sync_use(SYNC_BARRIER, (uintptr_t)b, sizeof *b, CALLER);
    arrive(o, CALLER);
    bool last = o->count == o->limit;
    if (last)
        open_for_all(o);
    else
        wait_for_rest(o, b, CALLER);
    if (log_on)
        log_sync(EVENT_BARRIER_LEAVE, o, CALLER)->cause = o->released_by;
    scheduler_progress();
    scheduler_looked(CALLER, (uintptr_t)b, 0, true);
    return last ? PTHREAD_BARRIER_SERIAL_THREAD : 0;
}

int WRAP(pthread_barrier_init)(pthread_barrier_t *b,
                               const pthread_barrierattr_t *attributes,
                               unsigned count)
{
    PASS_THROUGH(pthread_barrier_init, (b, attributes, count));
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_INIT, .address = (uintptr_t)b, .pc = CALLER});
    if (!count)
        fail_misuse(MISUSE_BARRIER_COUNT_ZERO, object_of(b), -1, CALLER);
    sync_init(SYNC_BARRIER, (uintptr_t)b, sizeof *b, CALLER)->limit = count;
    return 0;
}

int WRAP(pthread_barrier_destroy)(pthread_barrier_t *b)
{
    PASS_THROUGH(pthread_barrier_destroy, (b));
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_DESTROY, .address = (uintptr_t)b, .pc = CALLER});
    sync_destroy(SYNC_BARRIER, (uintptr_t)b, sizeof *b, CALLER);
    return 0;
}
