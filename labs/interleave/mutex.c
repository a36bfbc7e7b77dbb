// mutex.c - mutexes of every type: normal, recursive, error-checking, robust,
// tried and timed.
#define _GNU_SOURCE
#include "mutex.h"

#include "fail.h"
#include "log.h"
#include "memory.h"
#include "timing.h"
#include "wrap.h"

#include <errno.h>

enum { TYPE_BITS = 3, ROBUST_BIT = 16 };

// The type stands where static initialisers put it.
static int type_of(const struct sync_object *o)
{
    const pthread_mutex_t *m = (const pthread_mutex_t *)o->name.address;
    return m->__data.__kind & TYPE_BITS;
}

static bool is_robust(const struct sync_object *o)
{
    const pthread_mutex_t *m = (const pthread_mutex_t *)o->name.address;
    return m->__data.__kind & ROBUST_BIT;
}

static struct sync_object *object_of(const pthread_mutex_t *m)
{
    return sync_object(SYNC_MUTEX, (uintptr_t)m, sizeof *m);
}

struct sync_object *mutex_use(const pthread_mutex_t *m, uintptr_t pc)
{
    return sync_use(SYNC_MUTEX, (uintptr_t)m, sizeof *m, pc);
}

// A thread that asks for a mutex it has is told so at once.
static bool can_have(const struct task *task)
{
    const struct sync_object *o = task->operation.object;
    return o->owner < 0 || o->owner == task->id || task->timed_out;
}

// --- beginning and end -------------------------------------------------------

void mutex_init(pthread_mutex_t *m, int type, bool robust, uintptr_t pc)
{
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_INIT, .address = (uintptr_t)m, .pc = pc});
    sync_init(SYNC_MUTEX, (uintptr_t)m, sizeof *m, pc);
    m->__data.__kind = type | (robust ? ROBUST_BIT : 0);
}

void mutex_destroy(pthread_mutex_t *m, uintptr_t pc)
{
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_DESTROY, .address = (uintptr_t)m, .pc = pc});
    sync_destroy(SYNC_MUTEX, (uintptr_t)m, sizeof *m, pc);
}

// --- taking ------------------------------------------------------------------

static int take(struct sync_object *o, uintptr_t pc)
{
    if (o->unrecoverable)
        return ENOTRECOVERABLE;
    o->owner = scheduler_current->id;
    o->count = 1;
    o->owner_pc = pc;
    o->robust = is_robust(o);
    sync_acquire(o);
    sync_hold(o, false, pc);
    return o->owner_died ? EOWNERDEAD : 0;
}

static int take_again(struct sync_object *o, bool tried, uintptr_t pc)
{
    switch (type_of(o)) {
    case PTHREAD_MUTEX_RECURSIVE:
        o->count++;
        sync_hold(o, false, pc);
        return 0;
    case PTHREAD_MUTEX_ERRORCHECK:
        return tried ? EBUSY : EDEADLK;
    default:
        if (tried)
            return EBUSY;
        fail_misuse(MISUSE_RELOCK, o, o->owner, pc);
    }
}

static void log_lock(enum event_kind kind, const struct sync_object *o,
                     int result, uintptr_t pc)
{
    struct event *e = log_sync(kind, o, pc);

    e->result = result;
    e->success = result == 0 || result == EOWNERDEAD;
    e->cause = o->released_by;
}

int mutex_take(pthread_mutex_t *m, uintptr_t pc)
{
    struct task *self = scheduler_current;
    struct sync_object *o = object_of(m);
    int result;

    scheduler_point((struct operation){.kind = EVENT_LOCK,
                                       .address = (uintptr_t)m,
                                       .ready = can_have,
                                       .object = o,
                                       .pc = pc});
    o = mutex_use(m, pc);
    if (o->owner == self->id) {
        result = take_again(o, false, pc);
        sync_event(o, true);
    } else {
        result = take(o, pc);
        sync_event_as(o, SYNC_TAKES);
    }
    if (log_on)
        log_lock(EVENT_LOCK, o, result, pc);
    scheduler_progress();
    scheduler_looked(pc, (uintptr_t)m, 0, true);
    return result;
}

int mutex_try(pthread_mutex_t *m, uintptr_t pc)
{
    struct sync_object *o = object_of(m);
    int result;

    scheduler_point((struct operation){.kind = EVENT_TRY_LOCK,
                                       .address = (uintptr_t)m,
                                       .object = o,
                                       .pc = pc});
    o = mutex_use(m, pc);
    if (o->owner < 0)
        result = take(o, pc);
    else if (o->owner == scheduler_current->id)
        result = take_again(o, true, pc);
    else
        result = EBUSY;
    sync_event_as(o, result != EBUSY ? SYNC_TAKES : SYNC_LOOKS);
    if (log_on)
        log_lock(EVENT_TRY_LOCK, o, result, pc);
    if (result == 0)
        scheduler_progress();
    scheduler_looked(pc, (uintptr_t)m, (uint64_t)result, result == 0);
    return result;
}

int mutex_take_until(pthread_mutex_t *m, const struct timespec *until,
                     uintptr_t pc)
{
    struct task *self = scheduler_current;
    struct sync_object *o = object_of(m);
    int result;

    // Only who has to wait looks at the deadline.
    if (!timing_is_valid(until, pc))
        return (result = mutex_try(m, pc)) == EBUSY ? EINVAL : result;
    timing_begin(self, o, until);
    scheduler_point((struct operation){.kind = EVENT_TIMED_LOCK,
                                       .address = (uintptr_t)m,
                                       .ready = can_have,
                                       .object = o,
                                       .pc = pc});
    bool late = timing_end(self);
    o = mutex_use(m, pc);
    if (late)
        result = ETIMEDOUT;
    else if (o->owner == self->id)
        result = take_again(o, false, pc);
    else
        result = take(o, pc);
    sync_note_choice(late);
    sync_event_as(o, late ? SYNC_LOOKS : SYNC_TAKES);
    if (log_on)
        log_lock(EVENT_TIMED_LOCK, o, result, pc);
    scheduler_looked(pc, (uintptr_t)m, (uint64_t)result, result == 0);
    if (result == 0)
        scheduler_progress();
    return result;
}

// --- giving back -------------------------------------------------------------

void mutex_give_back(struct sync_object *o, uintptr_t pc)
{
    o->unrecoverable |= o->owner_died;
    o->owner = -1;
    o->count = 0;
    sync_let_go(o);
    if (log_on)
        log_sync(EVENT_UNLOCK, o, pc);
    sync_release(o);
    sync_event_as(o, SYNC_GIVES);
}

int mutex_unlock(pthread_mutex_t *m, uintptr_t pc)
{
    struct sync_object *o = object_of(m);

    scheduler_point((struct operation){
        .kind = EVENT_UNLOCK, .address = (uintptr_t)m, .object = o, .pc = pc});
    o = mutex_use(m, pc);
    if (o->owner != scheduler_current->id) {
        if (type_of(o) == PTHREAD_MUTEX_ERRORCHECK ||
            type_of(o) == PTHREAD_MUTEX_RECURSIVE || is_robust(o)) {
            sync_event(o, false);
            return EPERM;
        }
        fail_misuse(MISUSE_UNLOCK_NOT_HELD, o, o->owner, pc);
    }
    if (o->count > 1) {
        o->count--;
        sync_let_go(o);
        if (log_on)
            log_sync(EVENT_UNLOCK, o, pc);
        return 0;
    }
    mutex_give_back(o, pc);
    scheduler_progress();
    return 0;
}

void mutex_abandon(struct sync_object *o, uintptr_t pc)
{
    mutex_give_back(o, pc);
    o->owner_died = true;
    o->unrecoverable = false;
}

// --- the calls ---------------------------------------------------------------

int WRAP(pthread_mutex_init)(pthread_mutex_t *m,
                             const pthread_mutexattr_t *attributes)
{
    int type = PTHREAD_MUTEX_NORMAL, robust = PTHREAD_MUTEX_STALLED;

    PASS_THROUGH(pthread_mutex_init, (m, attributes));
    if (attributes) {
        pthread_mutexattr_gettype(attributes, &type);
        pthread_mutexattr_getrobust(attributes, &robust);
    }
    mutex_init(m, type, robust == PTHREAD_MUTEX_ROBUST, CALLER);
    return 0;
}

int WRAP(pthread_mutex_destroy)(pthread_mutex_t *m)
{
    PASS_THROUGH(pthread_mutex_destroy, (m));
    mutex_destroy(m, CALLER);
    return 0;
}

int WRAP(pthread_mutex_lock)(pthread_mutex_t *m)
{
    PASS_THROUGH(pthread_mutex_lock, (m));
    return mutex_take(m, CALLER);
}

int WRAP(pthread_mutex_trylock)(pthread_mutex_t *m)
{
    PASS_THROUGH(pthread_mutex_trylock, (m));
    return mutex_try(m, CALLER);
}

int WRAP(pthread_mutex_timedlock)(pthread_mutex_t *m,
                                  const struct timespec *until)
{
    PASS_THROUGH(pthread_mutex_timedlock, (m, until));
    return mutex_take_until(m, until, CALLER);
}

int WRAP(pthread_mutex_clocklock)(pthread_mutex_t *m, clockid_t clock,
                                  const struct timespec *until)
{
    PASS_THROUGH(pthread_mutex_clocklock, (m, clock, until));
    return mutex_take_until(m, until, CALLER);
}

int WRAP(pthread_mutex_unlock)(pthread_mutex_t *m)
{
    PASS_THROUGH(pthread_mutex_unlock, (m));
    return mutex_unlock(m, CALLER);
}

int WRAP(pthread_mutex_consistent)(pthread_mutex_t *m)
{
    PASS_THROUGH(pthread_mutex_consistent, (m));
    struct sync_object *o = mutex_use(m, CALLER);
    if (!o->owner_died || o->owner != scheduler_current->id)
        return EINVAL;
    o->owner_died = false;
    return 0;
}
