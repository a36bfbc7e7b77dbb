// trace_sentence_wait.c - threads that cannot go on, in a sentence.
#include "trace_sentence.h"

#include <inttypes.h>
#include <string.h>

static const struct waiter *waiter_of(const struct failure *f, uint16_t thread)
{
    for (uint32_t i = 0; i < f->waiter_count; i++)
        if (f->waiter[i].thread == thread)
            return &f->waiter[i];
    return NULL;
}

static bool has_ended(const struct teller *t, uint16_t thread)
{
    return thread < t->x->trace.thread_count &&
           t->x->trace.thread[thread].ended;
}

// A lock is often taken in a helper: for whom says more.
static const char *at_and_for(const struct teller *t,
                              const struct call_stack *stack, uintptr_t pc)
{
    return tell_for(t, tell_where(t, stack, pc),
                    names_public(t->names, stack, pc));
}

static const char *readers(const struct teller *t, const struct waiter *w)
{
    uint32_t told =
        w->reader_count < READERS_TOLD ? w->reader_count : READERS_TOLD;
    const char *text = "held for reading by";

    for (uint32_t i = 0; i < told; i++)
        text = names_keep(t->names, "%s%s T%u", text,
                          !i                         ? ""
                          : i + 1 == w->reader_count ? " and"
                                                     : ",",
                          w->reader[i]);
    if (told < w->reader_count)
        text = names_keep(t->names, "%s and %u more", text,
                          w->reader_count - told);
    return text;
}

static const char *owner_text(const struct teller *t, const struct waiter *w)
{
    const char *at =
        w->owner_pc ? at_and_for(t, w->owner_stack, w->owner_pc) : NULL;

    if (w->sync.kind == SYNC_THREAD)
        return "";
    if (w->owner == THREAD_NONE && w->reader_count)
        return names_keep(t->names, ", %s", readers(t, w));
    if (w->owner == THREAD_NONE)
        return "";
    if (w->owner == w->thread)
        return names_keep(t->names, "; it holds it itself%s since %s",
                          w->reader_count ? ", for reading," : "",
                          at ? at : "before");
    return names_keep(t->names, ", held by T%u%s since %s", w->owner,
                      has_ended(t, w->owner) ? " (which has ended)" : "",
                      at ? at : "before");
}

static const char *waits(const struct teller *t, const struct waiter *w)
{
    const char *verb = w->spinning                 ? "spins on"
                       : w->sync.kind == SYNC_COND ? "waits on"
                                                   : "waits for";

    if (w->sync.kind == SYNC_NONE)
        return names_keep(t->names, "T%u %s %s", w->thread,
                          w->spinning ? "loops" : "waits",
                          tell_place(t, w->stack, w->pc));
    return names_keep(t->names, "T%u %s %s at %s%s", w->thread, verb,
                      tell_sync(t, w->sync), at_and_for(t, w->stack, w->pc),
                      owner_text(t, w));
}

const char *tell_wait_end(const struct teller *t, const struct waiter *w)
{
    const char *held = w->owner == THREAD_NONE || w->sync.kind == SYNC_THREAD
                           ? ""
                           : names_keep(t->names, ", held by T%u", w->owner);
    const char *name = w->sync.kind == SYNC_THREAD
                           ? tell_sync(t, w->sync)
                           : names_variable(t->names, w->sync.address,
                                            w->sync.size, EVENT_NONE);

    if (w->sync.kind == SYNC_NONE)
        return w->spinning ? "loops" : "waits";
    return names_keep(t->names, "%s %s%s",
                      w->spinning ? "spins on" : "waits for", name, held);
}

// All threads that wait; the ring first, in its order.
static const char *all_waits(const struct teller *t, const struct failure *f)
{
    const char *text = "";
    uint32_t count = f->cycle_count ? f->cycle_count : f->waiter_count;
    uint32_t told = 0;

    for (uint32_t i = 0; i < count; i++) {
        const struct waiter *w =
            f->cycle_count ? waiter_of(f, f->cycle[i]) : &f->waiter[i];
        // T0 waiting for its threads is no news.
        if (!w || (!f->cycle_count && w->sync.kind == SYNC_THREAD &&
                   f->waiter_count > 1))
            continue;
        text = names_keep(t->names, "%s%s%s", text, told++ ? "; " : "",
                          waits(t, w));
    }
    return told || !f->waiter_count ? text : waits(t, &f->waiter[0]);
}

static const char *deadlock(const struct teller *t, const struct failure *f)
{
    if (f->cycle_count == 1)
        return names_keep(t->names, "deadlock of one thread with itself: %s",
                          all_waits(t, f));
    if (f->cycle_count)
        return names_keep(t->names, "deadlock, each waits for the next one: %s",
                          all_waits(t, f));
    return names_keep(t->names, "deadlock, nobody can go on: %s",
                      all_waits(t, f));
}

// --- a thread and itself -----------------------------------------------------

static uint32_t levels(const struct call_stack *stack)
{
    return stack ? stack->depth + stack->dropped : 0;
}

// Of the calls that the thread was in when it took the lock, those that it has
// not left since.
static uint32_t levels_kept(const struct teller *t, const struct waiter *w)
{
    const struct trace *trace = &t->x->trace;
    const struct held_lock *h = held_lock(w->locks, w->sync.address);
    uint32_t kept = levels(w->stack);

    if (!h || h->event >= trace->event_count)
        return 0;
    for (uint32_t i = h->event + 1; i < trace->event_count; i++) {
        const struct event *e = &trace->event[i];
        if (e->thread == w->thread && levels(e->stack) < kept)
            kept = levels(e->stack);
    }
    return kept;
}

struct place tell_wait_in_same_call(const struct teller *t,
                                    const struct waiter *w)
{
    uint32_t kept = levels_kept(t, w), inner = levels(w->stack) - kept;
    struct place place = {0};

    if (w->owner == w->thread && kept && inner < w->stack->depth)
        place = names_place(t->names, w->stack->frame[inner]);
    return names_is_students(place) ? place : (struct place){0};
}

// --- lost wake-ups -----------------------------------------------------------

static const char *missed(const struct teller *t, const struct waiter *w)
{
    const struct trace *trace = &t->x->trace;

    if (w->missed_signal < trace->event_count) {
        const struct event *e = &trace->event[w->missed_signal];
        return names_keep(
            t->names, "T%u's %s at %s came before the wait and woke nobody",
            e->thread, e->kind == EVENT_BROADCAST ? "broadcast" : "signal",
            tell_where(t, e->stack, e->pc));
    }
    for (uint32_t i = trace->event_count; i-- > 0;) {
        const struct event *e = &trace->event[i];
        if ((e->kind == EVENT_SIGNAL || e->kind == EVENT_BROADCAST) &&
            e->sync.address == w->sync.address)
            return e->other != THREAD_NONE && e->other != w->thread
                       ? names_keep(t->names,
                                    "the last signal, T%u's at %s, woke T%u "
                                    "instead",
                                    e->thread, tell_where(t, e->stack, e->pc),
                                    e->other)
                       : names_keep(t->names, "the last signal was T%u's at %s",
                                    e->thread, tell_where(t, e->stack, e->pc));
    }
    return "nobody ever signals it";
}

static const char *lost_wakeup(const struct teller *t, const struct failure *f)
{
    const char *text = "";
    unsigned told = 0;

    for (uint32_t i = 0; i < f->waiter_count; i++) {
        const struct waiter *w = &f->waiter[i];
        if (w->sync.kind == SYNC_COND)
            text =
                names_keep(t->names,
                           "%s%sT%u waits on %s %s and nobody is left to wake "
                           "it: %s",
                           text, told++ ? "; " : "", w->thread,
                           names_variable(t->names, w->sync.address,
                                          w->sync.size, EVENT_NONE),
                           tell_place(t, w->stack, w->pc), missed(t, w));
    }
    return names_keep(t->names, "lost wake-up: %s", text);
}

// --- loops -------------------------------------------------------------------

static const char *livelock(const struct teller *t, const struct failure *f)
{
    return names_keep(t->names,
                      "livelock, threads run for ever and nothing changes: %s",
                      all_waits(t, f));
}

// It reached nothing that is seen: all that is known is the call it is in.
static const char *endless_unseen(const struct teller *t,
                                  const struct failure *f)
{
    struct place seen = names_student(t->names, f->stack, f->pc, NULL);
    struct place begun = names_declaration(t->names, f->address + 1);
    bool is_seen = seen.line && seen.function && begun.function &&
                   !strcmp(seen.function, begun.function);

    return names_keep(t->names,
                      "endless loop: T%u runs on in %s() or in what it calls, "
                      "%s %s, and nothing that it waits for can change",
                      f->thread, names_function(t->names, f->address),
                      is_seen ? "last seen at" : "from",
                      names_where(t->names, is_seen ? seen : begun));
}

static const char *endless(const struct teller *t, const struct failure *f)
{
    if (f->address)
        return endless_unseen(t, f);
    return names_keep(t->names,
                      "endless loop: T%u runs on %s and nothing that it waits "
                      "for can change",
                      f->thread, tell_place(t, f->stack, f->pc));
}

const char *tell_waiting(const struct teller *t, const struct failure *f)
{
    switch (f->kind) {
    case FAILURE_DEADLOCK:
        return deadlock(t, f);
    case FAILURE_LOST_WAKEUP:
        return lost_wakeup(t, f);
    case FAILURE_LIVELOCK:
        return livelock(t, f);
    default:
        return endless(t, f);
    }
}
