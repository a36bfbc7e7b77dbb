// semaphore.c - unnamed semaphores. The value lives in the object's own bytes
// as well, so that sem_getvalue and a debugger see it.
#define _GNU_SOURCE
#include <semaphore.h>

#include "fail.h"
#include "log.h"
#include "memory.h"
#include "timing.h"
#include "thread.h"
#include "wrap.h"

#include <errno.h>

static struct sync_object *object_of(const sem_t *s)
{
    return sync_object(SYNC_SEMAPHORE, (uintptr_t)s, sizeof *s);
}

static struct sync_object *use(const sem_t *s, uintptr_t pc)
{
    return sync_use(SYNC_SEMAPHORE, (uintptr_t)s, sizeof *s, pc);
}

static bool is_positive(const struct task *task)
{
    return task->operation.object->count > 0 || task->timed_out;
}

// What taking one means to others: with the last one gone they wait.
static enum sync_effect taking(const struct sync_object *o)
{
    return o->count ? SYNC_CHANGES : SYNC_TAKES;
}

static void log_value(enum event_kind kind, const struct sync_object *o,
                      unsigned before, bool success, uintptr_t pc)
{
    struct event *e = log_sync(kind, o, pc);

    e->before = before;
    e->after = o->count;
    e->success = success;
    e->cause = kind == EVENT_SEM_POST ? (uint32_t)EVENT_NONE : o->released_by;
}

static int down(sem_t *s, const struct timespec *until, uintptr_t pc)
{
    struct task *self = scheduler_current;
    struct sync_object *o = object_of(s);

    if (until && !timing_is_valid(until, pc)) {
        thread_set_errno(EINVAL);
        return -1;
    }
    timing_begin(self, o, until);
    scheduler_point((struct operation){.kind = EVENT_SEM_WAIT,
                                       .address = (uintptr_t)s,
                                       .ready = is_positive,
                                       .object = o,
                                       .pc = pc});
    bool late = timing_end(self);
    o = use(s, pc);
    sync_note_choice(late);
    if (!late) {
        o->count--;
        sync_acquire(o);
    }
    sync_event_as(o, late ? SYNC_LOOKS : taking(o));
    if (log_on)
        log_value(EVENT_SEM_WAIT, o, o->count + !late, !late, pc);
    scheduler_looked(pc, (uintptr_t)s, late, !late);
    if (!late) {
        scheduler_progress();
        return 0;
    }
    thread_set_errno(ETIMEDOUT);
    return -1;
}

int WRAP(sem_init)(sem_t *s, int is_shared, unsigned value)
{
    PASS_THROUGH(sem_init, (s, is_shared, value));
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_INIT, .address = (uintptr_t)s, .pc = CALLER});
    sync_init(SYNC_SEMAPHORE, (uintptr_t)s, sizeof *s, CALLER)->count = value;
    return 0;
}

static unsigned waiting_for(const struct sync_object *o)
{
    unsigned count = 0;

    for (unsigned i = 0; i < clock_width; i++)
        count += scheduler_task[i].state == TASK_LIVE &&
                 scheduler_task[i].waits_on == o;
    return count;
}

int WRAP(sem_destroy)(sem_t *s)
{
    PASS_THROUGH(sem_destroy, (s));
    scheduler_point((struct operation){
        .kind = EVENT_SYNC_DESTROY, .address = (uintptr_t)s, .pc = CALLER});
    object_of(s)->waiters = waiting_for(object_of(s));
    sync_destroy(SYNC_SEMAPHORE, (uintptr_t)s, sizeof *s, CALLER);
    return 0;
}

int WRAP(sem_wait)(sem_t *s)
{
    PASS_THROUGH(sem_wait, (s));
    return down(s, NULL, CALLER);
}

int WRAP(sem_timedwait)(sem_t *s, const struct timespec *until)
{
    PASS_THROUGH(sem_timedwait, (s, until));
    return down(s, until, CALLER);
}

int WRAP(sem_clockwait)(sem_t *s, clockid_t clock, const struct timespec *until)
{
    PASS_THROUGH(sem_clockwait, (s, clock, until));
    return down(s, until, CALLER);
}

int WRAP(sem_trywait)(sem_t *s)
{
    PASS_THROUGH(sem_trywait, (s));
    struct sync_object *o = object_of(s);
    scheduler_point((struct operation){.kind = EVENT_SEM_TRY_WAIT,
                                       .address = (uintptr_t)s,
                                       .object = o,
                                       .pc = CALLER});
    o = use(s, CALLER);
    bool taken = o->count > 0;
    if (taken) {
        o->count--;
        sync_acquire(o);
    }
    sync_event_as(o, taken ? taking(o) : SYNC_LOOKS);
    if (log_on)
        log_value(EVENT_SEM_TRY_WAIT, o, o->count + taken, taken, CALLER);
    if (taken)
        scheduler_progress();
    scheduler_looked(CALLER, (uintptr_t)s, taken, taken);
    if (taken)
        return 0;
    thread_set_errno(EAGAIN);
    return -1;
}

int WRAP(sem_post)(sem_t *s)
{
    PASS_THROUGH(sem_post, (s));
    struct sync_object *o = object_of(s);
    scheduler_point((struct operation){.kind = EVENT_SEM_POST,
                                       .address = (uintptr_t)s,
                                       .object = o,
                                       .pc = CALLER});
    o = use(s, CALLER);
    o->count++;
    if (log_on)
        log_value(EVENT_SEM_POST, o, o->count - 1, true, CALLER);
    sync_release_join(o);
    sync_event_as(o, o->count == 1 ? SYNC_GIVES : SYNC_CHANGES);
    scheduler_progress();
    scheduler_looked(CALLER, (uintptr_t)s, 0, true);
    return 0;
}

int WRAP(sem_getvalue)(sem_t *s, int *value)
{
    PASS_THROUGH(sem_getvalue, (s, value));
    struct sync_object *o = object_of(s);
    scheduler_point((struct operation){.kind = EVENT_SEM_TRY_WAIT,
                                       .address = (uintptr_t)s,
                                       .object = o,
                                       .pc = CALLER});
    o = use(s, CALLER);
    memory_touch((uintptr_t)value, sizeof *value, ACCESS_WRITE, CALLER);
    *value = (int)o->count;
    sync_event(o, false);
    scheduler_looked(CALLER, (uintptr_t)s, o->count, false);
    return 0;
}
