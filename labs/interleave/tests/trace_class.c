// trace_class.c - see trace_class.h.
//
// Each event touches some bytes in one of three ways; additions are what
// readers do to a readers-writer lock and ends of calls to the history. For
// each event the names of the conflicting ones before it are summed up; the
// class's name is a hash of these sums, thread by thread.
#include "trace_class.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { THREADS = 128, PLACES = 1 << 16 };

enum way { LOOKS, ADDS, WRITES };

struct place {
    uint64_t from, to;
    enum way way;
    uint64_t event;  // the name of the one that touched it
};

static struct place place[PLACES];
static unsigned places;
static uint64_t past[THREADS];
static uint32_t steps[THREADS];

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t z = a * UINT64_C(0x9e3779b97f4a7c15) + b + 1;

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static int in_conflict(const struct place *a, const struct place *b)
{
    int apart = a->to <= b->from || b->to <= a->from;

    return !apart && (a->way != b->way || a->way == WRITES);
}

// The event touches bytes [address, address + size).
static void touch(const struct event *e, uint64_t address, uint64_t size,
                  enum way way)
{
    struct place new = {address, address + (size ? size : 1), way,
                        mix(e->thread, steps[e->thread])};
    uint64_t before = 0;

    for (unsigned i = 0; i < places; i++)
        if (in_conflict(&place[i], &new) && place[i].event != new.event)
            before += place[i].event;
    past[e->thread] = mix(past[e->thread], before);
    if (places < PLACES)
        place[places++] = new;
}

// --- what events do ----------------------------------------------------------

// Not memory: their addresses are below all of it.
enum { HISTORY = 1, CREATION = 2, FIRST_THREAD = 100 };

static void touch_thread(const struct event *e, unsigned thread)
{
    touch(e, FIRST_THREAD + thread, 1, WRITES);
}

static void touch_sync(const struct event *e, enum way way)
{
    touch(e, e->sync.address, e->sync.size, way);
}

static void touch_lock(const struct event *e)
{
    if (e->kind != EVENT_UNLOCK && !e->success)
        touch_sync(e, LOOKS);
    else
        touch_sync(e, e->shared ? ADDS : WRITES);
}

static void touch_memory(const struct event *e)
{
    int writes = e->kind == EVENT_WRITE || e->kind == EVENT_ATOMIC_STORE ||
                 e->kind == EVENT_ATOMIC_RMW ||
                 (e->kind == EVENT_ATOMIC_CAS && e->success);

    touch(e, e->address, e->size, writes ? WRITES : LOOKS);
}

// Which thread a signal wakes is a choice of its own.
static void touch_condition(const struct event *e)
{
    touch_sync(e, WRITES);
    if (e->kind == EVENT_WAIT)
        touch(e, e->mutex.address, e->mutex.size, WRITES);
    if (e->kind == EVENT_SIGNAL)
        past[e->thread] = mix(past[e->thread], e->other);
}

static void touch_semaphore(const struct event *e)
{
    touch_sync(e, e->success ? WRITES : LOOKS);
}

static void play(const struct event *e)
{
    steps[e->thread]++;
    past[e->thread] = mix(past[e->thread], e->kind);
    switch ((enum event_kind)e->kind) {
    case EVENT_READ:
    case EVENT_WRITE:
    case EVENT_ATOMIC_LOAD:
    case EVENT_ATOMIC_STORE:
    case EVENT_ATOMIC_RMW:
    case EVENT_ATOMIC_CAS:
        touch_memory(e);
        break;
    case EVENT_LOCK:
    case EVENT_TRY_LOCK:
    case EVENT_TIMED_LOCK:
    case EVENT_UNLOCK:
        touch_lock(e);
        break;
    case EVENT_SYNC_INIT:
    case EVENT_SYNC_DESTROY:
    case EVENT_BARRIER_ARRIVE:
        touch_sync(e, WRITES);
        break;
    case EVENT_ONCE:
        touch_sync(e, e->success ? WRITES : LOOKS);
        break;
    case EVENT_WAIT:
    case EVENT_SIGNAL:
    case EVENT_BROADCAST:
        touch_condition(e);
        break;
    case EVENT_SEM_WAIT:
    case EVENT_SEM_TRY_WAIT:
    case EVENT_SEM_POST:
        touch_semaphore(e);
        break;
    case EVENT_FREE:
        touch(e, e->address, e->size, WRITES);
        break;
    case EVENT_CREATE:
        touch(e, CREATION, 1, WRITES);
        break;
    case EVENT_JOIN:
    case EVENT_DETACH:
        touch_thread(e, e->other);
        break;
    case EVENT_THREAD_END:
        touch_thread(e, e->thread);
        break;
    case EVENT_CALL:
        touch(e, HISTORY, 1, LOOKS);
        break;
    case EVENT_RETURN:
        touch(e, HISTORY, 1, ADDS);
        break;
    default:
        break;
    }
}

static int is_of_the_order(const struct event *e)
{
    return e->kind != EVENT_BLOCKED && e->kind != EVENT_ENTER &&
           e->kind != EVENT_LEAVE && e->kind != EVENT_FAILURE;
}

void trace_class(const struct trace *trace, char text[OUTCOME_TEXT])
{
    uint64_t key = trace->cut;

    places = 0;
    memset(past, 0, sizeof past);
    memset(steps, 0, sizeof steps);
    for (uint32_t i = 0; i < trace->event_count; i++)
        if (is_of_the_order(&trace->event[i]))
            play(&trace->event[i]);
    for (unsigned t = 0; t < THREADS; t++)
        key = mix(key, past[t]);
    snprintf(text, OUTCOME_TEXT, "%016" PRIx64, key);
}
