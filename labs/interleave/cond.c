// cond.c - condition variables.
//
//   D1  object->waiters counts the tasks that wait and were not woken.
//   D2  A signal tells nothing by itself: what the waiter learns comes from
//       the mutex.
#define _GNU_SOURCE
#include "cond.h"

#include "fail.h"
#include "log.h"
#include "memory.h"
#include "mutex.h"
#include "steps.h"
#include "timing.h"
#include "wrap.h"

#include <errno.h>

static uint64_t arrivals;  // orders the waiters; only its order matters

static struct sync_object *object_of(const pthread_cond_t *c)
{
    return sync_object(SYNC_COND, (uintptr_t)c, sizeof *c);
}

static struct sync_object *use(const pthread_cond_t *c, uintptr_t pc)
{
    return sync_use(SYNC_COND, (uintptr_t)c, sizeof *c, pc);
}

// --- beginning and end -------------------------------------------------------

void cond_init(pthread_cond_t *c, uintptr_t pc)
{
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_INIT, .address = (uintptr_t)c, .pc = pc});
    sync_init(SYNC_COND, (uintptr_t)c, sizeof *c, pc);
}

void cond_destroy(pthread_cond_t *c, uintptr_t pc)
{
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_DESTROY, .address = (uintptr_t)c, .pc = pc});
    sync_destroy(SYNC_COND, (uintptr_t)c, sizeof *c, pc);
}

// --- waiting -----------------------------------------------------------------

static bool was_woken(const struct task *task)
{
    return task->signalled;
}

static void begin_wait(struct sync_object *c, struct sync_object *m,
                       const struct timespec *until, uintptr_t pc)
{
    struct task *self = scheduler_current;

    if (m->owner != self->id)
        fail_misuse(MISUSE_WAIT_WITHOUT_MUTEX, m, m->owner, pc);
    if (c->waiters && c->mutex != m)
        fail_misuse(MISUSE_WAIT_TWO_MUTEXES, c, -1, pc);
    c->mutex = m;
    c->waiters++;
    timing_begin(self, c, until);
    self->waits_mutex = m;
    self->wait_order = ++arrivals;
    if (log_on) {
        struct event *e = log_sync(EVENT_WAIT, c, pc);
        e->mutex = m->name;
    }
    sync_event(c, true);
}

static void log_wake(const struct sync_object *c, const struct task *self,
                     uintptr_t pc)
{
    struct event *e = log_sync(EVENT_WAKE, c, pc);

    e->wake = self->timed_out  ? WAKE_TIMED_OUT
              : self->spurious ? WAKE_SPURIOUS
                               : WAKE_SIGNALLED;
    e->cause = self->cause;
}

static bool end_wait(struct sync_object *c, uintptr_t pc)
{
    struct task *self = scheduler_current;
    bool early = self->timed_out || self->spurious;

    if (early)
        c->waiters--;
    if (log_on)
        log_wake(c, self, pc);
    sync_note_choice(self->timed_out * 2u + self->spurious);
    sync_event_as(c, early ? SYNC_CHANGES : SYNC_LEARNS);
    self->waits_mutex = NULL;
    return timing_end(self);
}

int cond_wait(pthread_cond_t *cond, pthread_mutex_t *mutex,
              const struct timespec *until, uintptr_t pc)
{
    struct sync_object *c = object_of(cond), *m;

    if (until && !timing_is_valid(until, pc))
        return EINVAL;
    scheduler_point((struct operation){
        .kind = EVENT_WAIT, .address = (uintptr_t)cond, .object = c, .pc = pc});
    c = use(cond, pc);
    m = mutex_use(mutex, pc);
    begin_wait(c, m, until, pc);
    unsigned depth = m->count;
    mutex_give_back(m, pc);
    scheduler_version++;
    scheduler_point((struct operation){.kind = EVENT_WAKE,
                                       .address = (uintptr_t)cond,
                                       .ready = was_woken,
                                       .object = c,
                                       .pc = pc});
    bool late = end_wait(c, pc);
    int taken = mutex_take(mutex, pc);
    if (taken != ENOTRECOVERABLE)
        m->count = depth;
    return taken ? taken : late ? ETIMEDOUT : 0;
}

// --- waking ------------------------------------------------------------------

static bool waits_for(const struct task *t, const struct sync_object *c)
{
    return t->state == TASK_LIVE && t->waits_on == c && !t->signalled &&
           t->waits_mutex;
}

// The waiter that came as number `rank` of those who wait.
static struct task *waiter(const struct sync_object *c, unsigned rank)
{
    for (unsigned i = 0; i < clock_width; i++) {
        unsigned before = 0;
        if (!waits_for(&scheduler_task[i], c))
            continue;
        for (unsigned k = 0; k < clock_width; k++)
            before +=
                waits_for(&scheduler_task[k], c) &&
                scheduler_task[k].wait_order < scheduler_task[i].wait_order;
        if (before == rank)
            return &scheduler_task[i];
    }
    return NULL;
}

static void wake(struct sync_object *c, struct task *t)
{
    t->signalled = true;
    t->cause = log_next();
    c->waiters--;
    c->idle_signal = EVENT_NONE;  // an earlier one is not what is missed now
    steps_let_go(t);
    c->idle_signal = EVENT_NONE;  // an earlier one is not what is missed now
}

static void note_idle(struct sync_object *c)
{
    c->idle_signal = log_next();
}

int cond_signal(pthread_cond_t *cond, uintptr_t pc)
{
    struct sync_object *c = object_of(cond);
    struct task *woken = NULL;

    scheduler_point((struct operation){.kind = EVENT_SIGNAL,
                                       .address = (uintptr_t)cond,
                                       .object = c,
                                       .pc = pc});
    c = use(cond, pc);
    if (c->waiters) {
        unsigned rank = scheduler_value(c->waiters);
        sync_note_choice(rank);
        woken = waiter(c, rank);
        wake(c, woken);
    } else {
        note_idle(c);
    }
    sync_event(c, true);
    if (log_on)
        log_sync(EVENT_SIGNAL, c, pc)->other =
            woken ? woken->id : (uint16_t)THREAD_NONE;
    scheduler_progress();
    scheduler_looked(pc, (uintptr_t)cond, 0, true);
    return 0;
}

int cond_broadcast(pthread_cond_t *cond, uintptr_t pc)
{
    struct sync_object *c = object_of(cond);
    unsigned woken;

    scheduler_point((struct operation){.kind = EVENT_BROADCAST,
                                       .address = (uintptr_t)cond,
                                       .object = c,
                                       .pc = pc});
    c = use(cond, pc);
    woken = c->waiters;
    if (!woken)
        note_idle(c);
    for (unsigned i = 0; i < clock_width; i++)
        if (waits_for(&scheduler_task[i], c))
            wake(c, &scheduler_task[i]);
    sync_event(c, true);
    if (log_on)
        log_sync(EVENT_BROADCAST, c, pc)->after = woken;
    scheduler_progress();
    scheduler_looked(pc, (uintptr_t)cond, 0, true);
    return 0;
}

// --- the calls ---------------------------------------------------------------

int WRAP(pthread_cond_init)(pthread_cond_t *c,
                            const pthread_condattr_t *attributes)
{
    PASS_THROUGH(pthread_cond_init, (c, attributes));
    cond_init(c, CALLER);
    return 0;
}

int WRAP(pthread_cond_destroy)(pthread_cond_t *c)
{
    PASS_THROUGH(pthread_cond_destroy, (c));
    cond_destroy(c, CALLER);
    return 0;
}

int WRAP(pthread_cond_wait)(pthread_cond_t *c, pthread_mutex_t *m)
{
    PASS_THROUGH(pthread_cond_wait, (c, m));
    return cond_wait(c, m, NULL, CALLER);
}

int WRAP(pthread_cond_timedwait)(pthread_cond_t *c, pthread_mutex_t *m,
                                 const struct timespec *until)
{
    PASS_THROUGH(pthread_cond_timedwait, (c, m, until));
    return cond_wait(c, m, until, CALLER);
}

int WRAP(pthread_cond_clockwait)(pthread_cond_t *c, pthread_mutex_t *m,
                                 clockid_t clock, const struct timespec *until)
{
    PASS_THROUGH(pthread_cond_clockwait, (c, m, clock, until));
    return cond_wait(c, m, until, CALLER);
}

int WRAP(pthread_cond_signal)(pthread_cond_t *c)
{
    PASS_THROUGH(pthread_cond_signal, (c));
    return cond_signal(c, CALLER);
}

int WRAP(pthread_cond_broadcast)(pthread_cond_t *c)
{
    PASS_THROUGH(pthread_cond_broadcast, (c));
    return cond_broadcast(c, CALLER);
}
