// thread_join.c - pthread_join and its like, and detach; see thread.h.
#define _GNU_SOURCE  // pthread_tryjoin_np
#include "thread.h"

#include "carrier.h"
#include "fail.h"
#include "log.h"
#include "memory.h"
#include "timing.h"
#include "wrap.h"

#include <errno.h>
#include <pthread.h>

static struct task *task_of(pthread_t handle)
{
    for (unsigned i = 0; i < clock_width; i++)
        if (pthread_equal(carriers[i].handle, handle))
            return &scheduler_task[i];
    return NULL;
}

static bool has_ended(const struct task *self)
{
    return scheduler_task[self->operation.address].state == TASK_ENDED ||
           self->timed_out;
}

static void notice_end(void)
{
    bool unjoined = false;

    for (unsigned i = 0; i < clock_width; i++)
        unjoined |=
            scheduler_task[i].state == TASK_ENDED && !scheduler_task[i].joined;
    scheduler_alone = scheduler_live == 1 && !unjoined;
}

static void check_join(const struct task *target, uintptr_t pc)
{
    if (!target)
        fail_misuse(MISUSE_JOIN_UNKNOWN, NULL, -1, pc);
    if (target->detached)
        fail_misuse(MISUSE_JOIN_DETACHED, NULL, target->id, pc);
    if (target->joined)
        fail_misuse(MISUSE_JOIN_TWICE, NULL, target->id, pc);
    if (target == scheduler_current)
        fail_misuse(MISUSE_JOIN_SELF, NULL, target->id, pc);
}

// until: NULL for ever. Returns: NULL if the time was over first.
static struct task *wait_for(pthread_t handle, const struct timespec *until,
                             uintptr_t pc)
{
    struct task *self = scheduler_current, *target = task_of(handle);
    struct sync_object *end;

    check_join(target, pc);
    end = sync_object(SYNC_THREAD, target->id, 0);
    timing_begin(self, end, until);
    scheduler_point((struct operation){.kind = EVENT_JOIN,
                                       .address = target->id,
                                       .ready = has_ended,
                                       .object = end,
                                       .pc = pc});
    bool late = timing_end(self);
    check_join(target, pc);
    sync_note_choice(late);
    sync_event(end, !late);
    scheduler_looked(pc, target->id, late, !late);
    if (late)
        return NULL;
    target->joined = true;
    sync_acquire(end);
    notice_end();
    if (log_on)
        log_event(EVENT_JOIN, pc)->other = target->id;
    scheduler_progress();
    return target;
}

static int join(pthread_t handle, void **result, const struct timespec *until,
                uintptr_t pc)
{
    const struct task *target = wait_for(handle, until, pc);

    if (!target)
        return ETIMEDOUT;
    if (result) {
        memory_plain((uintptr_t)result, sizeof *result, true, pc);
        *result = target->result;
    }
    return 0;
}

// --- the calls ---------------------------------------------------------------

void *thread_join(pthread_t handle, uintptr_t pc)
{
    return wait_for(handle, NULL, pc)->result;
}

int WRAP(pthread_join)(pthread_t handle, void **result)
{
    PASS_THROUGH(pthread_join, (handle, result));
    return join(handle, result, NULL, CALLER);
}

int WRAP(pthread_tryjoin_np)(pthread_t handle, void **result)
{
    PASS_THROUGH(pthread_tryjoin_np, (handle, result));
    struct task *target = task_of(handle);
    check_join(target, CALLER);
    scheduler_point((struct operation){.kind = EVENT_YIELD, .pc = CALLER});
    if (target->state != TASK_ENDED) {
        scheduler_looked(CALLER, target->id, 0, false);
        sync_event(sync_object(SYNC_THREAD, target->id, 0), false);
        return EBUSY;
    }
    return join(handle, result, NULL, CALLER);
}

int WRAP(pthread_timedjoin_np)(pthread_t handle, void **result,
                               const struct timespec *until)
{
    PASS_THROUGH(pthread_timedjoin_np, (handle, result, until));
    if (!timing_is_valid(until, CALLER))
        return EINVAL;
    return join(handle, result, until, CALLER);
}

int WRAP(pthread_clockjoin_np)(pthread_t handle, void **result, clockid_t clock,
                               const struct timespec *until)
{
    PASS_THROUGH(pthread_clockjoin_np, (handle, result, clock, until));
    if (!timing_is_valid(until, CALLER))
        return EINVAL;
    return join(handle, result, until, CALLER);
}

void thread_detach(pthread_t handle, uintptr_t pc)
{
    struct task *target = task_of(handle);

    scheduler_point((struct operation){.kind = EVENT_DETACH, .pc = pc});
    if (!target)
        fail_misuse(MISUSE_JOIN_UNKNOWN, NULL, -1, pc);
    if (target->detached)
        fail_misuse(MISUSE_DETACH_TWICE, NULL, target->id, pc);
    if (target->joined)
        fail_misuse(MISUSE_JOIN_TWICE, NULL, target->id, pc);
    target->detached = true;
    sync_event(sync_object(SYNC_THREAD, target->id, 0), true);
    if (log_on)
        log_event(EVENT_DETACH, pc)->other = target->id;
}

int WRAP(pthread_detach)(pthread_t handle)
{
    PASS_THROUGH(pthread_detach, (handle));
    thread_detach(handle, CALLER);
    return 0;
}
