// trace_races.c - see trace_races.h.
//
// Happens-before as C11 writes it down, worked out naively: for each event the
// set of all events before it. An event has before it whatever is before those
// that it follows directly: the one before in its thread, and those that
// synchronise with it. Two accesses race if neither is before the other. Of the
// explorer nothing is used but its answer, race_met.
#include "trace_races.h"

#include "race.h"

#include <stdio.h>
#include <string.h>

enum { EVENTS = 1 << 10, WORDS = EVENTS / 64 };

static const struct event *event;
static unsigned count;
static uint64_t before[EVENTS][WORDS];

static int is_before(unsigned a, unsigned b)
{
    return (int)(before[b][a / 64] >> a % 64 & 1);
}

static void follows(unsigned later, unsigned earlier)
{
    for (unsigned w = 0; w < WORDS; w++)
        before[later][w] |= before[earlier][w];
    before[later][earlier / 64] |= UINT64_C(1) << earlier % 64;
}

// --- atomics -----------------------------------------------------------------

static int is_atomic(const struct event *e)
{
    return e->kind >= EVENT_ATOMIC_LOAD && e->kind <= EVENT_ATOMIC_CAS;
}

static int stores(const struct event *e)
{
    return e->kind == EVENT_ATOMIC_STORE || e->kind == EVENT_ATOMIC_RMW ||
           (e->kind == EVENT_ATOMIC_CAS && e->success);
}

static int loads(const struct event *e)
{
    return is_atomic(e) && e->kind != EVENT_ATOMIC_STORE;
}

static int order_of(const struct event *e)
{
    return e->kind == EVENT_ATOMIC_CAS && !e->success ? e->fail_order
                                                      : e->order;
}

static int acquires(int order)
{
    return order == ORDER_ACQUIRE || order == ORDER_CONSUME ||
           order == ORDER_ACQ_REL || order == ORDER_SEQ_CST;
}

static int releases(int order)
{
    return order == ORDER_RELEASE || order == ORDER_ACQ_REL ||
           order == ORDER_SEQ_CST;
}

// What the store `head` tells by itself or by a fence before it is learnt at
// `later`.
static void learn_from(unsigned later, unsigned head)
{
    if (releases(order_of(&event[head])))
        follows(later, head);
    for (unsigned f = 0; f < head; f++)
        if (event[f].kind == EVENT_FENCE && releases(event[f].order) &&
            event[f].thread == event[head].thread)
            follows(later, f);
}

// Whether the stores after head, up to and with last, all continue what it
// heads: stores of its thread, and read-modify-writes.
static int heads(unsigned head, unsigned last)
{
    for (unsigned i = head + 1; i <= last; i++)
        if (stores(&event[i]) && event[i].address == event[head].address &&
            event[i].thread != event[head].thread &&
            event[i].kind == EVENT_ATOMIC_STORE)
            return 0;
    return 1;
}

// At `later` all is learnt that the value read by `load` tells.
static void learn_value(unsigned later, unsigned load)
{
    unsigned last = load;

    while (last-- > 0)
        if (stores(&event[last]) && event[last].address == event[load].address)
            break;
    if (last > load)
        return;  // the first value
    for (unsigned head = 0; head <= last; head++)
        if (stores(&event[head]) &&
            event[head].address == event[load].address && heads(head, last))
            learn_from(later, head);
}

static void synchronise_atomic(unsigned i)
{
    if (loads(&event[i]) && acquires(order_of(&event[i])))
        learn_value(i, i);
    if (event[i].kind != EVENT_FENCE || !acquires(event[i].order))
        return;
    for (unsigned load = 0; load < i; load++)
        if (loads(&event[load]) && event[load].thread == event[i].thread)
            learn_value(i, load);
}

// --- everything else ---------------------------------------------------------

static int gives(const struct event *e, const struct event *taker)
{
    if (e->kind == EVENT_WAIT)
        return e->mutex.address == taker->sync.address;
    return e->kind == EVENT_UNLOCK && e->sync.address == taker->sync.address &&
           !(e->shared && taker->shared);
}

static int is_told_by(const struct event *e, const struct event *before_it)
{
    switch ((enum event_kind)e->kind) {
    case EVENT_THREAD_START:
        return before_it->kind == EVENT_CREATE && before_it->other == e->thread;
    case EVENT_JOIN:
        return before_it->kind == EVENT_THREAD_END &&
               before_it->thread == e->other;
    case EVENT_LOCK:
    case EVENT_TRY_LOCK:
        return e->success && gives(before_it, e);
    case EVENT_SEM_WAIT:
    case EVENT_SEM_TRY_WAIT:
        return e->success && before_it->kind == EVENT_SEM_POST &&
               before_it->sync.address == e->sync.address;
    default:
        return 0;
    }
}

static void order(unsigned i)
{
    memset(before[i], 0, sizeof before[i]);
    for (unsigned k = i; k-- > 0;) {
        if (event[k].thread != event[i].thread)
            continue;
        follows(i, k);
        break;
    }
    for (unsigned k = 0; k < i; k++)
        if (is_told_by(&event[i], &event[k]))
            follows(i, k);
    synchronise_atomic(i);
}

// --- races -------------------------------------------------------------------

static int is_access(const struct event *e)
{
    return e->kind == EVENT_READ || e->kind == EVENT_WRITE || is_atomic(e);
}

static int writes(const struct event *e)
{
    return e->kind == EVENT_WRITE || stores(e);
}

static int may_race(const struct event *a, const struct event *b)
{
    return is_access(a) && is_access(b) && a->thread != b->thread &&
           a->address < b->address + b->size &&
           b->address < a->address + a->size && (writes(a) || writes(b)) &&
           !(is_atomic(a) && is_atomic(b));
}

static int has_race(void)
{
    for (unsigned i = 0; i < count; i++)
        for (unsigned k = 0; k < i; k++)
            if (may_race(&event[k], &event[i]) && !is_before(k, i))
                return 1;
    return 0;
}

void trace_races(const struct trace *trace, char text[OUTCOME_TEXT])
{
    event = trace->event;
    count = trace->event_count;
    if (count > EVENTS) {
        snprintf(text, OUTCOME_TEXT, "DIFFERS: the trace is too long");
        return;
    }
    for (unsigned i = 0; i < count; i++)
        order(i);
    int race = has_race();
    if (race != race_met)
        snprintf(text, OUTCOME_TEXT, "DIFFERS: %s, the explorer says %s",
                 race ? "race" : "no race", race_met ? "race" : "no race");
    else
        snprintf(text, OUTCOME_TEXT, "%s", race ? "race" : "no race");
}
