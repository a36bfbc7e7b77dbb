// trace_shown.c - see trace_shown.h.
#include "trace_shown.h"

#include <stdio.h>
#include <stdlib.h>

enum { LAST_LOOKS = 8 };

// The student's functions that a thread is in, as events.
struct open_calls {
    uint32_t event[OPEN_CALLS];
    unsigned count;
};

void *trace_allocate(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);

    if (!memory) {
        fprintf(stderr, "interleave: no memory to tell what happened\n");
        exit(1);
    }
    return memory;
}

static const struct event *event_at(const struct exploration *x, uint32_t i)
{
    return &x->trace.event[i];
}

bool event_is_memory(const struct event *e)
{
    return e->kind >= EVENT_READ && e->kind <= EVENT_FENCE;
}

// --- what a failure speaks of -----------------------------------------------

static bool concerns_event(const struct failure *f, uint32_t event)
{
    if (!f)
        return false;
    return f->first.event == event || f->second.event == event ||
           (f->block &&
            (f->block->freed_at == event || f->block->allocated_at == event)) ||
           concerns_event(f->consequence, event);
}

// The access whose failure was noticed at once.
static bool just_failed(const struct failure *f, const struct event *e)
{
    if (f && f->consequence)
        f = f->consequence;
    return f && f->second.pc && f->event == e->index + 1 &&
           event_is_memory(e) && f->thread == e->thread &&
           f->second.pc == e->pc;
}

bool event_is_special(const struct exploration *x, const struct event *e)
{
    return e->racing || just_failed(x->failure, e) ||
           concerns_event(x->failure, e->index);
}

static bool concerns_block(const struct failure *f, uint32_t block)
{
    return f && ((f->block && f->block->id == block) ||
                 concerns_block(f->consequence, block));
}

static bool block_is_shared(const struct exploration *x,
                            const struct event *free)
{
    for (uint32_t i = 0; i < x->trace.event_count; i++) {
        const struct event *e = event_at(x, i);
        if (e->block == free->block && e->thread != free->thread &&
            (event_is_memory(e) || e->kind == EVENT_FREE))
            return true;
    }
    return false;
}

// That T0 waits for its threads is no news, and a wait says that it waits.
static bool tells_more(const struct event *e)
{
    if (e->sync.kind == SYNC_COND)
        return false;
    return e->thread != 0 ||
           (e->sync.kind != SYNC_NONE && e->sync.kind != SYNC_THREAD);
}

// The wait itself says that it gives the mutex back.
static bool belongs_to_wait(const struct exploration *x, const struct event *e)
{
    return e->index && event_at(x, e->index - 1)->kind == EVENT_WAIT &&
           event_at(x, e->index - 1)->thread == e->thread;
}

// --- one event --------------------------------------------------------------

static bool is_worth_showing(const struct exploration *x, const struct event *e,
                             bool setup)
{
    if (event_is_special(x, e) && e->kind != EVENT_FAILURE)
        return true;
    switch (e->kind) {
    case EVENT_THREAD_START:
    case EVENT_ENTER:
    case EVENT_LEAVE:
    case EVENT_FAILURE:
        return false;
    case EVENT_THREAD_END:
        return e->thread != 0;
    case EVENT_BLOCKED:
        return tells_more(e);
    case EVENT_UNLOCK:
        return !setup && !belongs_to_wait(x, e);
    case EVENT_ALLOC:
        return !setup && concerns_block(x->failure, e->block);
    case EVENT_FREE:
        return concerns_block(x->failure, e->block) ||
               (!setup && block_is_shared(x, e));
    case EVENT_CALL:
    case EVENT_RETURN:
    case EVENT_NOTE:
    case EVENT_OUTPUT:
    case EVENT_CREATE:
        return true;
    default:
        return !setup && !(event_is_memory(e) && e->is_private);
    }
}

// --- all of them ------------------------------------------------------------

static unsigned choose_events(const struct exploration *x, bool *shown)
{
    bool setup = x->trace.thread_count > 1;
    unsigned count = 0;

    for (uint32_t i = 0; i < x->trace.event_count; i++) {
        shown[i] = is_worth_showing(x, event_at(x, i), setup);
        count += shown[i];
        setup &= event_at(x, i)->kind != EVENT_CREATE;
    }
    return count;
}

// Where nothing happened between threads, the last looks at memory before the
// failure are what there is to see.
static void show_last_looks(const struct exploration *x, bool *shown)
{
    const struct failure *f = x->failure;
    unsigned left = LAST_LOOKS;

    for (uint32_t i = x->trace.event_count; f && left && i-- > 0;) {
        const struct event *e = event_at(x, i);
        if (!event_is_memory(e) || e->thread != f->thread)
            continue;
        shown[i] = true;
        left--;
    }
}

// Where the thread that failed was; a step that was refused is no event.
static void show_last_calls(const struct exploration *x,
                            const struct open_calls *of, bool *shown)
{
    const struct failure *f = x->failure;

    if (f && f->consequence)
        f = f->consequence;
    if (!f || f->thread >= x->trace.thread_count)
        return;
    for (unsigned o = 0; o < of[f->thread].count; o++)
        shown[of[f->thread].event[o]] = true;
}

// A function is shown if an event inside it is.
static void choose_calls(const struct exploration *x, bool *shown)
{
    struct open_calls *of = trace_allocate(x->trace.thread_count, sizeof *of);

    for (uint32_t i = 0; i < x->trace.event_count; i++) {
        const struct event *e = event_at(x, i);
        struct open_calls *open = &of[e->thread];
        if (e->kind == EVENT_ENTER && open->count < OPEN_CALLS)
            open->event[open->count++] = i;
        else if (e->kind == EVENT_LEAVE && open->count)
            open->count--;
        else if (shown[i] && e->kind != EVENT_THREAD_END)
            for (unsigned o = 0; o < open->count; o++)
                shown[open->event[o]] = true;
    }
    show_last_calls(x, of, shown);
    free(of);
}

bool *events_shown(const struct exploration *x)
{
    bool *shown = trace_allocate(x->trace.event_count, sizeof *shown);

    if (choose_events(x, shown) < 3)
        show_last_looks(x, shown);
    choose_calls(x, shown);
    return shown;
}
