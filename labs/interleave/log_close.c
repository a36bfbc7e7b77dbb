// trace.c - turns what was logged into a struct trace; see log.h.
#include "carrier.h"
#include "log.h"
#include "region.h"
#include "scheduler.h"
#include "shared.h"

#include <string.h>

// --- private steps -----------------------------------------------------------

enum { GRANULE = 8, TOUCHED = 1 << 15, NOBODY = 0, MANY = 0xffff };

// Who touched each granule: 0 nobody, thread + 1, or MANY. An open hash table
// by granule; when it is full everything counts as shared.
struct touched {
    uintptr_t granule;
    uint16_t by;
};

static struct touched touched[TOUCHED];
static unsigned touched_count;

static struct touched *find(uintptr_t granule)
{
    uint64_t hash = granule * UINT64_C(0x9E3779B97F4A7C15) >> 40;

    for (;; hash++) {
        struct touched *t = &touched[hash % TOUCHED];
        if (t->by == NOBODY && touched_count < TOUCHED / 2) {
            t->granule = granule;
            return t;
        }
        if (t->granule == granule)
            return t;
        if (t->by == NOBODY)
            return NULL;
    }
}

static bool is_access(const struct event *e)
{
    return e->kind >= EVENT_READ && e->kind <= EVENT_ATOMIC_CAS;
}

static void touch(const struct event *e)
{
    for (uintptr_t g = e->address / GRANULE;
         g <= (e->address + (e->size ? e->size - 1 : 0)) / GRANULE; g++) {
        struct touched *t = find(g);
        if (!t)
            continue;
        touched_count += t->by == NOBODY;
        t->by = t->by == NOBODY || t->by == e->thread + 1
                    ? (uint16_t)(e->thread + 1)
                    : MANY;
    }
}

// Constants count as private: nobody learns anything from a read of one.
static bool is_private(const struct event *e)
{
    if (region_is_constant(e->address))
        return true;
    for (uintptr_t g = e->address / GRANULE;
         g <= (e->address + (e->size ? e->size - 1 : 0)) / GRANULE; g++) {
        const struct touched *t = find(g);
        if (!t || t->by == MANY)
            return false;
    }
    return true;
}

static void mark_private(void)
{
    memset(touched, 0, sizeof touched);
    touched_count = 0;
    for (uint32_t i = 0; i < shared->event_count; i++)
        if (is_access(&shared->event[i]))
            touch(&shared->event[i]);
    for (uint32_t i = 0; i < shared->event_count; i++)
        if (is_access(&shared->event[i]))
            shared->event[i].is_private = is_private(&shared->event[i]);
}

// --- the hash ----------------------------------------------------------------

// libc, the kernel's pages and main's own stack lie above; their addresses
// differ from process to process and mean nothing.
#define RANDOM_ADDRESSES UINT64_C(0x7e0000000000)

static uint64_t steady(uint64_t value)
{
    return value >= RANDOM_ADDRESSES && value < UINT64_C(1) << 47 ? 1 : value;
}

uint64_t log_hash_event(uint64_t hash, const struct event *e)
{
    hash = sync_mix(hash, (uint64_t)e->kind << 32 | e->thread);
    hash = sync_mix(hash, (uint64_t)e->operation << 32 | e->switched);
    hash = sync_mix(hash, steady(e->address));
    // What a stack held before is left over from calls that have returned.
    if (e->kind != EVENT_WRITE || e->region != REGION_STACK)
        hash = sync_mix(hash, steady(e->before));
    hash = sync_mix(hash, steady(e->after));
    hash = sync_mix(hash, steady(e->pc));
    hash = sync_mix(hash, (uint64_t)e->block << 32 | (uint32_t)e->result);
    for (const char *c = e->text ? e->text : ""; *c; c++)
        hash = sync_mix(hash, (unsigned char)*c);
    return hash;
}

static uint64_t hash_trace(void)
{
    uint64_t hash = shared->event_count;

    for (uint32_t i = 0; i < shared->event_count; i++)
        hash = log_hash_event(hash, &shared->event[i]);
    return hash;
}

// --- threads -----------------------------------------------------------------

static void describe_thread(unsigned id)
{
    const struct task *t = &scheduler_task[id];
    const struct carrier *c = &carriers[id];
    struct thread_name *name = &shared->thread[id];

    name->id = (uint16_t)id;
    name->created_by = t->creator;
    name->start = (uintptr_t)t->start;
    name->argument = (uintptr_t)t->argument;
    name->stack_low = c->low;
    name->stack_high = c->high;
    name->tls_low = c->tls_low;
    name->tls_high = c->tls_high;
    name->ended = t->state == TASK_ENDED;
    name->joined = t->joined;
    name->detached = t->detached;
}

static void find_creations(void)
{
    for (uint32_t i = 0; i < shared->event_count; i++) {
        const struct event *e = &shared->event[i];
        if (e->kind == EVENT_CREATE && e->other < clock_width)
            shared->thread[e->other].created_at = e->stack;
    }
}

void log_close(struct trace *trace)
{
    for (unsigned i = 0; i < clock_width; i++) {
        log_finish(&scheduler_task[i]);
        describe_thread(i);
        shared->thread[i].created_at = NULL;
    }
    find_creations();
    mark_private();
    *trace = (struct trace){
        .event = shared->event,
        .event_count = shared->event_count,
        .cut = shared->trace_cut,
        .block = shared->block,
        .block_count = shared->block_count,
        .thread = shared->thread,
        .thread_count = clock_width,
        .forced_switches = scheduler_counts.forced,
        .hash = hash_trace(),
    };
}
