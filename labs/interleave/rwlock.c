// rwlock.c - readers-writer locks. A reader gets in whenever no writer is in:
// glibc's default, under which writers can starve. In a lock that prefers
// writers a reader also lets those go first who wait.
//
//   W1  object->clock is what the last writer told, object->other what the
//       readers told since. A reader learns the first, a writer both.
//   W2  object->waiters counts the writers who came to a lock that prefers them
//       and did not get it at once.
#define _GNU_SOURCE
#include "fail.h"
#include "log.h"
#include "memory.h"
#include "timing.h"
#include "wrap.h"

#include <errno.h>
#include <pthread.h>

static struct sync_object *object_of(const pthread_rwlock_t *l)
{
    return sync_object(SYNC_RWLOCK, (uintptr_t)l, sizeof *l);
}

static struct sync_object *use(const pthread_rwlock_t *l, uintptr_t pc)
{
    return sync_use(SYNC_RWLOCK, (uintptr_t)l, sizeof *l, pc);
}

// The kind stands where static initialisers put it. That of the name without
// NONRECURSIVE prefers nobody in glibc.
static bool prefers_writers(const struct sync_object *o)
{
    const pthread_rwlock_t *l = (const pthread_rwlock_t *)o->name.address;
    return l->__data.__flags == PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP;
}

static bool is_free_for(const struct sync_object *o, bool reading)
{
    return o->owner < 0 && (reading ? !o->waiters : !o->readers);
}

static bool can_read(const struct task *task)
{
    const struct sync_object *o = task->operation.object;
    return is_free_for(o, true) || o->owner == task->id || task->timed_out;
}

static bool can_write(const struct task *task)
{
    const struct sync_object *o = task->operation.object;
    return is_free_for(o, false) || o->owner == task->id || task->timed_out;
}

static void take(struct sync_object *o, bool reading, uintptr_t pc)
{
    struct task *self = scheduler_current;

    sync_acquire(o);
    if (reading) {
        o->readers++;
        set_add(&o->reading, self->id);
    } else {
        o->owner = self->id;
        clock_join(&self->clock, &o->other);
    }
    o->owner_pc = pc;
    sync_hold(o, reading, pc);
}

// Where writers are preferred, the lock may be free and yet not for readers.
static enum sync_effect taking(const struct sync_object *o, bool reading)
{
    return reading              ? SYNC_TAKES_SHARE
           : prefers_writers(o) ? SYNC_TAKES_SOME
                                : SYNC_TAKES;
}

static void log_lock(enum event_kind kind, const struct sync_object *o,
                     bool reading, int result, uintptr_t pc)
{
    struct event *e = log_sync(kind, o, pc);

    e->shared = reading;
    e->result = result;
    e->success = result == 0;
    e->cause = o->released_by;
}

// --- locking -----------------------------------------------------------------

// Wait until the running task may have the lock, or until its time is over.
// That a writer waits is a step of its own where it keeps readers out.
static void wait_for(struct sync_object *o, enum event_kind kind, bool reading,
                     uintptr_t pc)
{
    struct operation operation = {
        .kind = kind, .address = o->name.address, .object = o, .pc = pc};
    bool keeps_out = !reading && prefers_writers(o);

    if (keeps_out) {
        scheduler_point(operation);
        if (is_free_for(o, false) || o->owner == scheduler_current->id)
            return;
        sync_event_as(o, SYNC_TAKES_SOME);
    }
    operation.ready = reading ? can_read : can_write;
    o->waiters += keeps_out;
    scheduler_point(operation);
    o->waiters -= keeps_out;
}

static int lock(pthread_rwlock_t *l, bool reading, uintptr_t pc)
{
    struct sync_object *o = object_of(l);

    wait_for(o, EVENT_LOCK, reading, pc);
    o = use(l, pc);
    if (o->owner == scheduler_current->id)
        fail_misuse(MISUSE_RELOCK, o, o->owner, pc);
    take(o, reading, pc);
    sync_event_as(o, taking(o, reading));
    if (log_on)
        log_lock(EVENT_LOCK, o, reading, 0, pc);
    scheduler_progress();
    scheduler_looked(pc, (uintptr_t)l, 0, true);
    return 0;
}

static int try(pthread_rwlock_t *l, bool reading, uintptr_t pc)
{
    struct sync_object *o = object_of(l);
    int result;

    scheduler_point((struct operation){.kind = EVENT_TRY_LOCK,
                                       .address = (uintptr_t)l,
                                       .object = o,
                                       .pc = pc});
    o = use(l, pc);
    result = is_free_for(o, reading) ? 0 : EBUSY;
    if (!result)
        take(o, reading, pc);
    sync_event_as(o, result ? SYNC_LOOKS : taking(o, reading));
    if (log_on)
        log_lock(EVENT_TRY_LOCK, o, reading, result, pc);
    if (!result)
        scheduler_progress();
    scheduler_looked(pc, (uintptr_t)l, (uint64_t)result, !result);
    return result;
}

static int timed(pthread_rwlock_t *l, bool reading,
                 const struct timespec *until, uintptr_t pc)
{
    struct task *self = scheduler_current;
    struct sync_object *o = object_of(l);

    if (!timing_is_valid(until, pc))
        return EINVAL;
    timing_begin(self, o, until);
    wait_for(o, EVENT_TIMED_LOCK, reading, pc);
    bool late = timing_end(self);
    o = use(l, pc);
    if (o->owner == self->id)
        fail_misuse(MISUSE_RELOCK, o, o->owner, pc);
    if (!late)
        take(o, reading, pc);
    sync_note_choice(late);
    sync_event_as(o, late ? SYNC_LOOKS : taking(o, reading));
    if (log_on)
        log_lock(EVENT_TIMED_LOCK, o, reading, late ? ETIMEDOUT : 0, pc);
    scheduler_looked(pc, (uintptr_t)l, late, !late);
    return late ? ETIMEDOUT : 0;
}

// --- unlocking ---------------------------------------------------------------

static void stop_reading(struct sync_object *o, uintptr_t pc)
{
    struct task *self = scheduler_current;
    bool last = true;

    if (!set_has(&o->reading, self->id))
        fail_misuse(MISUSE_UNLOCK_NOT_HELD, o, o->owner, pc);
    o->readers--;
    sync_let_go(o);
    last = !sync_holds(o);
    if (last)
        set_remove(&o->reading, self->id);
    clock_join(&o->other, &self->clock);
    self->clock.at[self->id]++;
}

static int unlock(pthread_rwlock_t *l, uintptr_t pc)
{
    struct sync_object *o = object_of(l);
    bool reading;

    scheduler_point((struct operation){
        .kind = EVENT_UNLOCK, .address = (uintptr_t)l, .object = o, .pc = pc});
    o = use(l, pc);
    reading = o->owner != scheduler_current->id;
    if (reading) {
        stop_reading(o, pc);
    } else {
        o->owner = -1;
        sync_let_go(o);
    }
    if (log_on)
        log_sync(EVENT_UNLOCK, o, pc)->shared = reading;
    if (reading)
        o->released_by = log_last();
    else
        sync_release(o);
    sync_event_as(o, reading ? SYNC_GIVES_SHARE : SYNC_GIVES);
    scheduler_progress();
    return 0;
}

// --- the calls ---------------------------------------------------------------

int WRAP(pthread_rwlock_init)(pthread_rwlock_t *l,
                              const pthread_rwlockattr_t *attributes)
{
    int kind = PTHREAD_RWLOCK_PREFER_READER_NP;

    PASS_THROUGH(pthread_rwlock_init, (l, attributes));
    if (attributes)
        pthread_rwlockattr_getkind_np(attributes, &kind);
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_INIT, .address = (uintptr_t)l, .pc = CALLER});
    sync_init(SYNC_RWLOCK, (uintptr_t)l, sizeof *l, CALLER);
    l->__data.__flags = (unsigned)kind;
    return 0;
}

int WRAP(pthread_rwlock_destroy)(pthread_rwlock_t *l)
{
    PASS_THROUGH(pthread_rwlock_destroy, (l));
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_DESTROY, .address = (uintptr_t)l, .pc = CALLER});
    sync_destroy(SYNC_RWLOCK, (uintptr_t)l, sizeof *l, CALLER);
    return 0;
}

int WRAP(pthread_rwlock_rdlock)(pthread_rwlock_t *l)
{
    PASS_THROUGH(pthread_rwlock_rdlock, (l));
    return lock(l, true, CALLER);
}

int WRAP(pthread_rwlock_wrlock)(pthread_rwlock_t *l)
{
    PASS_THROUGH(pthread_rwlock_wrlock, (l));
    return lock(l, false, CALLER);
}

int WRAP(pthread_rwlock_tryrdlock)(pthread_rwlock_t *l)
{
    PASS_THROUGH(pthread_rwlock_tryrdlock, (l));
    return try(l, true, CALLER);
}

int WRAP(pthread_rwlock_trywrlock)(pthread_rwlock_t *l)
{
    PASS_THROUGH(pthread_rwlock_trywrlock, (l));
    return try(l, false, CALLER);
}

int WRAP(pthread_rwlock_timedrdlock)(pthread_rwlock_t *l,
                                     const struct timespec *until)
{
    PASS_THROUGH(pthread_rwlock_timedrdlock, (l, until));
    return timed(l, true, until, CALLER);
}

int WRAP(pthread_rwlock_timedwrlock)(pthread_rwlock_t *l,
                                     const struct timespec *until)
{
    PASS_THROUGH(pthread_rwlock_timedwrlock, (l, until));
    return timed(l, false, until, CALLER);
}

int WRAP(pthread_rwlock_clockrdlock)(pthread_rwlock_t *l, clockid_t clock,
                                     const struct timespec *until)
{
    PASS_THROUGH(pthread_rwlock_clockrdlock, (l, clock, until));
    return timed(l, true, until, CALLER);
}

int WRAP(pthread_rwlock_clockwrlock)(pthread_rwlock_t *l, clockid_t clock,
                                     const struct timespec *until)
{
    PASS_THROUGH(pthread_rwlock_clockwrlock, (l, clock, until));
    return timed(l, false, until, CALLER);
}

int WRAP(pthread_rwlock_unlock)(pthread_rwlock_t *l)
{
    PASS_THROUGH(pthread_rwlock_unlock, (l));
    return unlock(l, CALLER);
}
