// promise.c - what scenarios and the kit say to the explorer; see explore.h.
#include "explore.h"
#include "fail.h"
#include "log.h"
#include "scheduler.h"
#include "shared.h"
#include "wrap.h"

#include <stdio.h>

bool explore_active(void)
{
    return scheduler_current != NULL;
}

unsigned explore_thread(void)
{
    return scheduler_current ? scheduler_current->id : 0;
}

void explore_promise_broken(const char *text, const char *file, int line)
{
    if (scheduler_current)
        fail_text(FAILURE_PROMISE, text, file, line, NULL, CALLER);
}

void explore_fatal(const char *message)
{
    if (scheduler_current)
        fail_text(FAILURE_FATAL, message, NULL, 0, NULL, CALLER);
}

static void note(enum event_kind kind, const char *text, uintptr_t pc)
{
    log_finish(scheduler_current);
    if (log_on)
        log_event(kind, pc)->text = depot_text(text);
}

// Whether a history of calls can be explained depends on which call ended
// before which began. So the beginning of a call is a switch point, and
// beginnings and ends are events that the state cache tells apart. They
// synchronise nothing.
static void change_history(enum sync_effect effect)
{
    static const char place;  // its address stands for the history
    sync_event_as(sync_object(SYNC_NONE, (uintptr_t)&place, 1), effect);
}

void explore_call(const char *text)
{
    if (!scheduler_current)
        return;
    scheduler_point((struct operation){.kind = EVENT_CALL, .pc = CALLER});
    change_history(SYNC_BEGINS_CALL);
    note(EVENT_CALL, text, CALLER);
}

void explore_return(const char *text)
{
    if (!scheduler_current)
        return;
    change_history(SYNC_ENDS_CALL);
    note(EVENT_RETURN, text, CALLER);
}

void explore_note(const char *text)
{
    if (scheduler_current)
        note(EVENT_NOTE, text, CALLER);
}

void explore_result(const char *text)
{
    if (scheduler_current)
        snprintf(shared->result, sizeof shared->result, "%s", text);
}
