// once.c - pthread_once. How far it is stands in the program's own variable,
// so setting that to PTHREAD_ONCE_INIT arms it again, as in life. C11's flag is
// such a variable.
#include "fail.h"
#include "log.h"
#include "memory.h"
#include "steps.h"
#include "wrap.h"

#include <pthread.h>
#include <threads.h>

enum { ONCE_FRESH = PTHREAD_ONCE_INIT, ONCE_RUNS = 1, ONCE_DONE = 2 };

static bool is_settled(const struct task *task)
{
    const struct sync_object *o = task->operation.object;
    return *(const int *)o->name.address != ONCE_RUNS || o->owner == task->id;
}

static void run(struct sync_object *o, int *state, void (*function)(void),
                uintptr_t pc)
{
    uint32_t begun = step_count;

    *state = ONCE_RUNS;
    o->owner = scheduler_current->id;
    o->owner_pc = pc;
    function();
    o->owner = -1;
    *state = ONCE_DONE;
    sync_release(o);
    // Begun and done in one step, it made nobody wait.
    sync_event_as(o, step_count == begun ? SYNC_CHANGES : SYNC_GIVES);
}

static void once(pthread_once_t *control, void (*function)(void), uintptr_t pc)
{
    struct sync_object *o =
        sync_object(SYNC_ONCE, (uintptr_t)control, sizeof *control);
    int *state = control;
    bool mine;

    scheduler_point((struct operation){.kind = EVENT_ONCE,
                                       .address = (uintptr_t)control,
                                       .ready = is_settled,
                                       .object = o,
                                       .pc = pc});
    sync_use(SYNC_ONCE, (uintptr_t)control, sizeof *control, pc);
    if (*state == ONCE_RUNS)
        fail_misuse(MISUSE_ONCE_RECURSIVE, o, -1, pc);
    mine = *state == ONCE_FRESH;
    sync_event_as(o, mine ? SYNC_TAKES : SYNC_LOOKS);
    if (mine)
        run(o, state, function, pc);
    else
        sync_acquire(o);
    if (log_on) {
        struct event *e = log_sync(EVENT_ONCE, o, pc);
        e->success = mine;
        e->cause = mine ? (uint32_t)EVENT_NONE : o->released_by;
    }
    scheduler_progress();
}

int WRAP(pthread_once)(pthread_once_t *control, void (*function)(void))
{
    PASS_THROUGH(pthread_once, (control, function));
    once(control, function, CALLER);
    return 0;
}

void WRAP(call_once)(once_flag *flag, void (*function)(void))
{
    if (!scheduler_current)
        call_once(flag, function);
    else
        once((pthread_once_t *)flag, function, CALLER);
}
