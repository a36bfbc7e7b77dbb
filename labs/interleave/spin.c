// spin.c - spin locks. They are four bytes, so nothing but those is touched;
// glibc's unlocked value on x86-64 is 1, and a zero one is locked.
#define _GNU_SOURCE
#include "fail.h"
#include "log.h"
#include "memory.h"
#include "wrap.h"

#include <errno.h>
#include <pthread.h>

enum { LOCKED = 0, UNLOCKED = 1 };

static struct sync_object *object_of(pthread_spinlock_t *s)
{
    return sync_object(SYNC_SPIN, (uintptr_t)s, sizeof *s);
}

static struct sync_object *use(pthread_spinlock_t *s, uintptr_t pc)
{
    struct sync_object *o = sync_use(SYNC_SPIN, (uintptr_t)s, sizeof *s, pc);

    if (!o->initialised && *(volatile int *)s != UNLOCKED)
        fail_misuse(MISUSE_USE_UNINITIALISED, o, -1, pc);
    o->initialised = true;
    return o;
}

static bool can_have(const struct task *task)
{
    const struct sync_object *o = task->operation.object;
    return o->owner < 0 || o->owner == task->id;
}

static void take(pthread_spinlock_t *s, struct sync_object *o, uintptr_t pc)
{
    o->owner = scheduler_current->id;
    o->owner_pc = pc;
    *(volatile int *)s = LOCKED;
    sync_acquire(o);
    sync_hold(o, false, pc);
}

int WRAP(pthread_spin_init)(pthread_spinlock_t *s, int is_shared)
{
    PASS_THROUGH(pthread_spin_init, (s, is_shared));
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_INIT, .address = (uintptr_t)s, .pc = CALLER});
    sync_init(SYNC_SPIN, (uintptr_t)s, sizeof *s, CALLER);
    *(volatile int *)s = UNLOCKED;
    return 0;
}

int WRAP(pthread_spin_destroy)(pthread_spinlock_t *s)
{
    PASS_THROUGH(pthread_spin_destroy, (s));
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_DESTROY, .address = (uintptr_t)s, .pc = CALLER});
    sync_destroy(SYNC_SPIN, (uintptr_t)s, sizeof *s, CALLER);
    return 0;
}

int WRAP(pthread_spin_lock)(pthread_spinlock_t *s)
{
    PASS_THROUGH(pthread_spin_lock, (s));
    struct sync_object *o = object_of(s);
    scheduler_point((struct operation){.kind = EVENT_LOCK,
                                       .address = (uintptr_t)s,
                                       .ready = can_have,
                                       .object = o,
                                       .pc = CALLER});
    o = use(s, CALLER);
    if (o->owner == scheduler_current->id)
        fail_misuse(MISUSE_RELOCK, o, o->owner, CALLER);
    take(s, o, CALLER);
    sync_event_as(o, SYNC_TAKES);
    if (log_on) {
        struct event *e = log_sync(EVENT_LOCK, o, CALLER);
        e->success = true;
        e->cause = o->released_by;
    }
    scheduler_progress();
    scheduler_looked(CALLER, (uintptr_t)s, 0, true);
    return 0;
}

int WRAP(pthread_spin_trylock)(pthread_spinlock_t *s)
{
    PASS_THROUGH(pthread_spin_trylock, (s));
    struct sync_object *o = object_of(s);
    scheduler_point((struct operation){.kind = EVENT_TRY_LOCK,
                                       .address = (uintptr_t)s,
                                       .object = o,
                                       .pc = CALLER});
    o = use(s, CALLER);
    bool taken = o->owner < 0;
    if (taken)
        take(s, o, CALLER);
    sync_event_as(o, taken ? SYNC_TAKES : SYNC_LOOKS);
    if (log_on) {
        struct event *e = log_sync(EVENT_TRY_LOCK, o, CALLER);
        e->success = taken;
        e->result = taken ? 0 : EBUSY;
    }
    if (taken)
        scheduler_progress();
    scheduler_looked(CALLER, (uintptr_t)s, taken, taken);
    return taken ? 0 : EBUSY;
}

int WRAP(pthread_spin_unlock)(pthread_spinlock_t *s)
{
    PASS_THROUGH(pthread_spin_unlock, (s));
    struct sync_object *o = object_of(s);
    scheduler_point((struct operation){.kind = EVENT_UNLOCK,
                                       .address = (uintptr_t)s,
                                       .object = o,
                                       .pc = CALLER});
    o = use(s, CALLER);
    if (o->owner != scheduler_current->id)
        fail_misuse(MISUSE_UNLOCK_NOT_HELD, o, o->owner, CALLER);
    o->owner = -1;
    *(volatile int *)s = UNLOCKED;
    sync_let_go(o);
    if (log_on)
        log_sync(EVENT_UNLOCK, o, CALLER);
    sync_release(o);
    sync_event_as(o, SYNC_GIVES);
    scheduler_progress();
    return 0;
}
