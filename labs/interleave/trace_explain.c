// trace_explain.c - the commonest cause of a broken promise: a thread acts on
// what it read before another thread changed it.
//
//   lost update      reads x, another thread writes x, writes x
//   check then act   reads x under a lock, gives the lock back, another thread
//                    writes x, and goes on in the same call
//   outgrown         reads x under a lock, allocates, gives the lock back;
//                    another thread writes x; reads x again and goes past the
//                    end of the block
//   mixed reads      reads x, another thread writes x and y, reads y: half of
//                    what it saw is old, half is new
//
// Of several the last one is told: nearest to the failure.
#include "trace_sentence.h"

#include <stdlib.h>

enum { LOOKED_AT = 3000 };  // of the trace's last shared accesses and unlocks

struct note {
    const struct event *e;
    uint32_t call;     // the student's outermost call it lies in
    bool is_students;  // an unlock: by the student's code, not by a gate
    uint32_t changed;  // a read: the next write by another thread, or none
    uint32_t again;    // a read: the next one by the same thread after that
};

struct story {
    const struct event *read, *write, *act, *unlock;
    const struct event *fresh;  // mixed reads: the one that saw the new value
    const struct call_stack *until;  // where the thread acted on it
};

static bool is_read(const struct event *e)
{
    return e->kind == EVENT_READ || e->kind == EVENT_ATOMIC_LOAD;
}

static bool is_write(const struct event *e)
{
    return e->kind == EVENT_WRITE || e->kind == EVENT_ATOMIC_STORE ||
           e->kind == EVENT_ATOMIC_RMW ||
           (e->kind == EVENT_ATOMIC_CAS && e->success);
}

// Reads what it replaces in the same step, so it cannot be stale.
static bool is_blind_write(const struct event *e)
{
    return e->kind == EVENT_WRITE || e->kind == EVENT_ATOMIC_STORE;
}

static bool overlap(const struct event *a, const struct event *b)
{
    return a->address < b->address + b->size &&
           b->address < a->address + a->size;
}

// --- gathering ---------------------------------------------------------------

// Calls of the thread are told apart by the moment their outermost student
// function was entered.
static uint32_t call_after(struct names *names, const struct event *e,
                           uint32_t call[], unsigned depth[])
{
    if (e->kind == EVENT_CALL) {
        call[e->thread] = e->index + 1;
        depth[e->thread] = 0;
    } else if (e->kind == EVENT_ENTER) {
        struct place place = names_place(names, e->address);
        bool counts = !place.given && place.line;
        if (counts && !depth[e->thread])
            call[e->thread] = e->index + 1;
        depth[e->thread] += depth[e->thread] || counts;
    } else if (e->kind == EVENT_LEAVE && depth[e->thread]) {
        depth[e->thread]--;
    }
    return call[e->thread];
}

static bool is_students(struct names *names, const struct event *e)
{
    return e->kind == EVENT_UNLOCK && !names_place(names, e->pc).given;
}

static unsigned gather(const struct teller *t, struct note *note)
{
    const struct trace *trace = &t->x->trace;
    uint32_t call[256] = {0};
    unsigned depth[256] = {0}, count = 0;

    for (uint32_t i = 0; i < trace->event_count; i++) {
        const struct event *e = &trace->event[i];
        if (e->thread >= 256)
            continue;
        uint32_t in = call_after(t->names, e, call, depth);
        bool counts = ((is_read(e) || is_write(e)) && !e->is_private) ||
                      e->kind == EVENT_UNLOCK;
        if (counts && trace->event_count - i <= 4 * LOOKED_AT &&
            count < LOOKED_AT)
            note[count++] = (struct note){e, in, is_students(t->names, e),
                                          EVENT_NONE, EVENT_NONE};
    }
    return count;
}

static void find_changes(struct note *note, unsigned count)
{
    for (unsigned r = 0; r < count; r++)
        for (unsigned w = r + 1; is_read(note[r].e) && w < count; w++) {
            const struct event *e = note[w].e;
            bool own = e->thread == note[r].e->thread;
            if (e->kind == EVENT_UNLOCK || !overlap(e, note[r].e))
                continue;
            if (!own && is_write(e) && note[r].changed == EVENT_NONE)
                note[r].changed = w;
            if (own && note[r].changed != EVENT_NONE && is_read(e)) {
                note[r].again = w;
                break;
            }
        }
}

// --- the stories ---------------------------------------------------------

static const struct event *unlock_between(const struct note *note, unsigned r,
                                          unsigned w)
{
    for (unsigned u = r + 1; u < w; u++)
        if (note[u].e->kind == EVENT_UNLOCK && note[u].is_students &&
            note[u].e->thread == note[r].e->thread)
            return note[u].e;
    return NULL;
}

static bool lost_update(const struct note *note, unsigned d, struct story *s)
{
    if (!is_blind_write(note[d].e))
        return false;
    for (unsigned r = d; r-- > 0;)
        if (is_read(note[r].e) && note[r].e->thread == note[d].e->thread &&
            overlap(note[r].e, note[d].e)) {
            if (note[r].changed >= d || note[r].call != note[d].call)
                return false;
            *s = (struct story){note[r].e, note[note[r].changed].e,
                                note[d].e, unlock_between(note, r, d),
                                NULL,      NULL};
            return true;
        }
    return false;
}

// note[d]: what it did then; or that it had a second section at all.
static bool check_then_act(const struct note *note, unsigned d, struct story *s)
{
    for (unsigned r = d; r-- > 0;) {
        uint32_t w = note[r].changed;
        if (!is_read(note[r].e) || note[r].e->thread != note[d].e->thread ||
            note[r].call != note[d].call || w >= d)
            continue;
        const struct event *unlock = unlock_between(note, r, w);
        if (!unlock)
            continue;
        *s =
            (struct story){note[r].e, note[w].e, note[d].e, unlock, NULL, NULL};
        return true;
    }
    return false;
}

// The read f of the thread that failed saw what another thread wrote after it
// had also changed what was read before, at r.
static bool saw_half(const struct note *note, unsigned f, struct story *s)
{
    const struct event *fresh = note[f].e;

    for (unsigned w = f; w-- > 0;) {
        if (!is_write(note[w].e) || note[w].e->thread == fresh->thread ||
            !overlap(note[w].e, fresh))
            continue;
        for (unsigned r = w; r-- > 0;)
            if (is_read(note[r].e) && note[r].e->thread == fresh->thread &&
                note[r].call == note[f].call && note[r].changed < f &&
                !overlap(note[r].e, fresh) &&
                note[note[r].changed].e->thread == note[w].e->thread &&
                note[r].again > f) {
                *s = (struct story){note[r].e, note[note[r].changed].e,
                                    NULL,      NULL,
                                    fresh,     NULL};
                return true;
            }
        return false;
    }
    return false;
}

static bool find_mixed(const struct note *note, unsigned count, uint16_t thread,
                       struct story *s)
{
    for (unsigned f = count; f-- > 0;)
        if (note[f].e->thread == thread && is_read(note[f].e) &&
            saw_half(note, f, s))
            return true;
    return false;
}

// What f's thread had read before it allocated the block that it overran, and
// read again, changed, before it did.
static bool outgrown(const struct note *note, unsigned count,
                     const struct failure *f, struct story *s)
{
    uint32_t call = EVENT_NONE;

    if (!f->block || f->block->allocated_by != f->thread)
        return false;
    for (unsigned r = count; r-- > 0;) {
        uint32_t w = note[r].changed;
        if (note[r].e->thread != f->thread)
            continue;
        if (call == EVENT_NONE)
            call = note[r].call;
        if (note[r].again == EVENT_NONE || note[r].call != call ||
            note[r].e->index > f->block->allocated_at)
            continue;
        const struct event *unlock = unlock_between(note, r, w);
        *s = (struct story){note[r].e, note[w].e, NULL, unlock, NULL, NULL};
        if (unlock && note[note[r].again].e->index > f->block->allocated_at)
            return true;
    }
    return false;
}

static bool find_story(const struct note *note, unsigned count, struct story *s)
{
    for (unsigned d = count; d-- > 0;)
        if (lost_update(note, d, s))
            return true;
    for (unsigned d = count; d-- > 0;)
        if (is_write(note[d].e) && check_then_act(note, d, s))
            return true;
    for (unsigned d = count; d-- > 0;)
        if (note[d].is_students && check_then_act(note, d, s))
            return true;
    return false;
}

// In the innermost call that an event shares with what came of it, where that
// event came from: a helper that reads or unlocks is right, and who calls it
// twice is not.
static struct place in_shared_call(const struct teller *t,
                                   const struct event *e,
                                   const struct call_stack *until)
{
    uint32_t same = 0, depth = e->stack ? e->stack->depth : 0;

    while (until && same + 1 < depth && same < until->depth &&
           e->stack->frame[depth - 1 - same] ==
               until->frame[until->depth - 1 - same])
        same++;
    if (!depth)
        return (struct place){0};
    struct place place =
        names_place(t->names, e->stack->frame[depth - 1 - same]);
    return names_is_students(place) ? place : (struct place){0};
}

static const char *at_and_for(const struct teller *t, const struct event *e,
                              const struct call_stack *until)
{
    return tell_for(t, tell_where(t, e->stack, e->pc),
                    in_shared_call(t, e, until));
}

static const char *tell_mixed(const struct teller *t, const struct story *s)
{
    const struct event *old = s->read, *fresh = s->fresh;

    return names_keep(
        t->names,
        "; T%u read %s (%s) before T%u changed it and %s (%s) after: half of "
        "what it saw is old",
        old->thread,
        names_variable(t->names, old->address, old->size, old->index),
        tell_where(t, old->stack, old->pc), s->write->thread,
        names_variable(t->names, fresh->address, fresh->size, fresh->index),
        tell_where(t, fresh->stack, fresh->pc));
}

static const char *tell_story(const struct teller *t, const struct story *s)
{
    const char *read = at_and_for(t, s->read, s->until);
    const char *name = names_variable(t->names, s->write->address,
                                      s->write->size, s->write->index);
    const char *wrote = tell_where(t, s->write->stack, s->write->pc);
    const char *before =
        t->x->trace.forced_switches ? "before the switch" : "earlier";

    if (s->unlock)
        return names_keep(
            t->names,
            "; T%u decided from what it had read %s (%s); the lock was given "
            "back in between at %s, and T%u wrote %s at %s",
            s->read->thread, before, read, at_and_for(t, s->unlock, s->until),
            s->write->thread, name, wrote);
    return names_keep(
        t->names,
        "; T%u wrote %s at %s from what it had read %s (%s), over what T%u "
        "wrote in between at %s",
        s->act->thread, name, tell_where(t, s->act->stack, s->act->pc), before,
        read, s->write->thread, wrote);
}

static const struct failure *last_failure(const struct exploration *x)
{
    const struct failure *f = x->failure;

    return f && f->consequence ? f->consequence : f;
}

enum kind { NO_STORY, STALE, MIXED };

static enum kind find(const struct teller *t, struct story *story)
{
    struct note *note = calloc(LOOKED_AT, sizeof *note);
    enum kind kind = NO_STORY;

    if (!note)
        return kind;
    const struct failure *f = last_failure(t->x);
    unsigned count = gather(t, note);
    find_changes(note, count);
    if (f && f->kind == FAILURE_HEAP_OVERFLOW)
        kind = outgrown(note, count, f, story) ? STALE : NO_STORY;
    else if (find_story(note, count, story))
        kind = STALE;
    else if (find_mixed(note, count, f ? f->thread : THREAD_NONE, story))
        kind = MIXED;
    free(note);
    if (kind != NO_STORY)
        story->until = story->act     ? story->act->stack
                       : story->fresh ? story->fresh->stack
                                      : f->stack;
    return kind;
}

const char *tell_stale_read(const struct teller *t)
{
    struct story story;

    switch (find(t, &story)) {
    case STALE:
        return tell_story(t, &story);
    case MIXED:
        return tell_mixed(t, &story);
    default:
        return "";
    }
}

const char *tell_stale_where(const struct teller *t)
{
    struct story story;

    if (find(t, &story) == NO_STORY)
        return "";
    struct place shared = in_shared_call(t, story.read, story.until);
    return shared.line ? names_where(t->names, shared)
                       : tell_where(t, story.read->stack, story.read->pc);
}
