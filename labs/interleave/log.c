// log.c - see log.h.
//
//   L1  Events stand in the order of their effects; each is complete but for
//       the new value of a task's last write (task->unfinished).
#include "log.h"

#include "carrier.h"
#include "heap.h"
#include "region.h"
#include "scheduler.h"
#include "shared.h"

#include <string.h>

bool log_on;

static struct event scrap;
static uint16_t last_thread;

void log_reset(void)
{
    shared->event_count = 0;
    shared->trace_cut = false;
    last_thread = THREAD_NONE;
    depot_reset();
}

uint32_t log_last(void)
{
    return log_on && shared->event_count ? shared->event_count - 1 : EVENT_NONE;
}

uint32_t log_next(void)
{
    return log_on ? shared->event_count : EVENT_NONE;
}

// --- stacks and locks --------------------------------------------------------

// The callbacks give, for each function entered, the address its caller will
// go on at; the innermost frame is where the thread is now.
const struct call_stack *log_stack(const struct task *task, uintptr_t pc)
{
    unsigned depth = task->depth < CALLS_MAX ? task->depth : CALLS_MAX;
    unsigned kept = depth < STACK_FRAMES_MAX ? depth : STACK_FRAMES_MAX;
    struct call_stack *stack = depot_take(offsetof(struct call_stack, frame) +
                                          (kept + 1) * sizeof(uintptr_t));

    if (!stack)
        return NULL;
    // The outermost entry is the call of the start function by the explorer.
    stack->depth = kept ? kept : 1;
    stack->dropped = task->depth - kept;
    stack->frame[0] = pc;
    for (unsigned i = 1; i < kept; i++)
        stack->frame[i] = task->call[depth - i];
    return stack;
}

const struct lock_set *log_locks(const struct task *task)
{
    unsigned count =
        task->held_count < LOCKS_HELD_MAX ? task->held_count : LOCKS_HELD_MAX;
    struct lock_set *set = depot_take(offsetof(struct lock_set, lock) +
                                      count * sizeof(struct held_lock));

    if (!set)
        return NULL;
    set->count = count;
    for (unsigned i = 0; i < count; i++) {
        const struct held *h = &task->held[i];
        set->lock[i] = (struct held_lock){h->object->name, h->shared, h->depth,
                                          h->pc, h->event};
    }
    return set;
}

// --- events ------------------------------------------------------------------

static struct event *take_event(void)
{
    if (log_on && shared->event_count < EVENTS_MAX)
        return &shared->event[shared->event_count++];
    shared->trace_cut |= log_on;
    return &scrap;
}

static void note_switch(struct event *e)
{
    e->switched = SWITCH_NONE;
    if (last_thread != THREAD_NONE && last_thread != e->thread)
        e->switched = scheduler_switched;
    last_thread = e->thread;
}

struct event *log_event(enum event_kind kind, uintptr_t pc)
{
    const struct task *self = scheduler_current;
    struct event *e = take_event();

    *e = (struct event){
        .index = e == &scrap ? EVENT_NONE : shared->event_count - 1,
        .kind = (uint8_t)kind,
        .operation = self->operations,
        .thread = self->id,
        .other = THREAD_NONE,
        .region_thread = THREAD_NONE,
        .depth = (uint16_t)self->depth,
        .pc = pc,
        .cause = EVENT_NONE,
    };
    if (e == &scrap)
        return e;
    e->stack = log_stack(self, pc);
    e->locks = log_locks(self);
    note_switch(e);
    return e;
}

struct event *log_sync(enum event_kind kind, const struct sync_object *object,
                       uintptr_t pc)
{
    struct event *e = log_event(kind, pc);

    e->sync = object->name;
    e->address = object->name.address;
    e->size = object->name.size;
    e->region = (uint8_t)region_of(e->address, &e->region_thread);
    return e;
}

static uint64_t first_bytes(uintptr_t address, uint64_t size)
{
    uint64_t value = 0;

    memcpy(&value, (const void *)address, size < 8 ? size : 8);
    return value;
}

// Between blocks lies what an earlier schedule left there.
static bool is_inside(const struct heap_block *b, const struct event *e)
{
    return b && e->address + e->size <= b->address + b->size;
}

static bool is_readable(const struct event *e)
{
    if (e->region == REGION_HEAP && !is_inside(heap_block_of(e->address), e))
        return false;
    return e->region != REGION_OTHER && e->region != REGION_NONE && e->size > 0;
}

void log_memory(struct event *e, uintptr_t address, uint64_t size)
{
    const struct heap_block *block = heap_block_of(address);

    e->address = address;
    e->size = size;
    e->region = (uint8_t)region_of(address, &e->region_thread);
    e->block = block ? block->id : 0;
    if (is_readable(e))
        e->before = e->after = first_bytes(address, size);
}

void log_unfinished(struct task *task, struct event *e)
{
    task->unfinished = e == &scrap ? NULL : e;
}

void log_finish_now(struct task *task)
{
    struct event *e = task->unfinished;

    task->unfinished = NULL;
    if (is_readable(e))
        e->after = first_bytes(e->address, e->size);
}

static void tell_owner(struct event *e, const struct operation *operation)
{
    if (operation->kind == EVENT_JOIN)
        e->other = (uint16_t)operation->address;
    if (!operation->object)
        return;
    e->sync = operation->object->name;
    if (operation->object->owner >= 0)
        e->other = (uint16_t)operation->object->owner;
}

void log_blocked(const struct task *task)
{
    struct event *e = log_event(EVENT_BLOCKED, task->operation.pc);

    e->address = task->operation.address;
    tell_owner(e, &task->operation);
}

void log_pending(const struct task *task, struct event *e)
{
    const struct operation *operation = &task->operation;

    *e = (struct event){
        .index = EVENT_NONE,
        .kind = (uint8_t)operation->kind,
        .thread = task->id,
        .other = THREAD_NONE,
        .region_thread = THREAD_NONE,
        .address = operation->address,
        .pc = operation->pc,
        .cause = EVENT_NONE,
    };
    e->stack = log_stack(task, operation->pc);
    e->locks = log_locks(task);
    tell_owner(e, operation);
    if (!scheduler_ready(task))
        e->kind = EVENT_BLOCKED;
}
