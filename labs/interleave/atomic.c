// atomic.c - what an atomic operation of the program does; see atomic.h.
//
// The model is sequential consistency: a load reads the last store. Memory
// orders decide what is synchronised, so a load that is too weak shows as a
// data race on what it should have protected.
//
//   A1  object->clock is what an acquire load learns now: see sequence.h.
#include "atomic.h"

#include "log.h"
#include "memory.h"
#include "scheduler.h"
#include "sequence.h"
#include "stores.h"

#include <string.h>

static bool acquires(int order)
{
    return order == ORDER_CONSUME || order == ORDER_ACQUIRE ||
           order >= ORDER_ACQ_REL;
}

static bool releases(int order)
{
    return order >= ORDER_RELEASE;
}

// --- values ------------------------------------------------------------------

static wide load(const struct atomic_request *r)
{
    wide value = 0;
    memcpy(&value, (const void *)r->address,
           r->size < sizeof value ? r->size : sizeof value);
    return value;
}

static wide masked(wide value, unsigned size)
{
    return size >= sizeof value ? value : value & (((wide)1 << size * 8) - 1);
}

static wide result(const struct atomic_request *r, wide before)
{
    switch (r->operation) {
    case ATOMIC_ADD:
        return before + r->operand;
    case ATOMIC_SUB:
        return before - r->operand;
    case ATOMIC_AND:
        return before & r->operand;
    case ATOMIC_OR:
        return before | r->operand;
    case ATOMIC_XOR:
        return before ^ r->operand;
    case ATOMIC_NAND:
        return ~(before & r->operand);
    default:
        return r->operand;
    }
}

// A compare-and-swap that fails is a read, and does not race with a plain one.
static bool stores(const struct atomic_request *r, wide before)
{
    if (r->operation != ATOMIC_CAS)
        return r->operation != ATOMIC_LOAD;
    if (r->expected_bytes)
        return !memcmp((const void *)r->address, r->expected_bytes, r->size);
    return before == masked(r->expected, r->size);
}

static void store(const struct atomic_request *r, wide before)
{
    wide after = result(r, before);

    memcpy((void *)r->address, r->new_bytes ? r->new_bytes : &after, r->size);
}

static struct atomic_answer change(const struct atomic_request *r, wide before)
{
    struct atomic_answer answer = {before, stores(r, before)};

    if (r->old_bytes)
        memcpy(r->old_bytes, (const void *)r->address, r->size);
    if (answer.stored)
        store(r, answer.before);
    return answer;
}

// --- what it synchronises ----------------------------------------------------

static void learn(const struct clock *told, int order)
{
    struct task *self = scheduler_current;

    clock_join(acquires(order) ? &self->clock : &self->acquire_fence, told);
}

static void tell(struct sync_object *o, const struct atomic_request *r)
{
    struct task *self = scheduler_current;
    const struct clock *told =
        releases(r->order) ? &self->clock : &self->release_fence;

    if (r->operation == ATOMIC_STORE)
        sequence_store(o, told);
    else
        sequence_change(o, told);
    o->released_by = log_last();
}

// Atomics of different size that share bytes synchronise as one: call what for
// object and for each of them.
static void for_all(struct sync_object *object, const struct atomic_request *r,
                    bool stored,
                    void (*what)(struct sync_object *o,
                                 const struct atomic_request *r, bool stored))
{
    what(object, r, stored);
    if (!object->overlaps)
        return;
    for (struct sync_object *s = sync_overlapping(object, object); s;
         s = sync_overlapping(object, s))
        what(s, r, stored);
}

static void learn_from(struct sync_object *o, const struct atomic_request *r,
                       bool stored)
{
    bool is_read = o->name.address == r->address &&
                   o->name.size == r->size;  // or it only shares bytes

    if (r->operation != ATOMIC_STORE)
        learn(is_read ? stores_tell(o) : &o->clock,
              r->operation == ATOMIC_CAS && !stored ? r->fail_order : r->order);
}

static void tell_to(struct sync_object *o, const struct atomic_request *r,
                    bool stored)
{
    if (stored)
        tell(o, r);
    sync_event(o, stored);
}

// --- the step ----------------------------------------------------------------

static enum event_kind kind_of(const struct atomic_request *r)
{
    switch (r->operation) {
    case ATOMIC_LOAD:
        return EVENT_ATOMIC_LOAD;
    case ATOMIC_STORE:
        return EVENT_ATOMIC_STORE;
    case ATOMIC_CAS:
        return EVENT_ATOMIC_CAS;
    default:
        return EVENT_ATOMIC_RMW;
    }
}

static void log_atomic(struct sync_object *o, const struct atomic_request *r,
                       const struct atomic_answer *answer)
{
    struct event *e = log_event(kind_of(r), r->pc);

    log_memory(e, r->address, r->size);
    e->sync = o->name;
    e->before = (uint64_t)answer->before;
    e->order = (uint8_t)r->order;
    e->fail_order = (uint8_t)r->fail_order;
    e->atomic_op = (uint8_t)r->operation;
    e->expected = (uint64_t)masked(r->expected, r->size);
    e->success = answer->stored;
}

struct atomic_answer atomic_step(const struct atomic_request *r)
{
    struct task *self = scheduler_current;
    struct sync_object *o;
    struct atomic_answer answer;
    wide before;
    bool changed;

    if (!self)
        return change(r, load(r));
    scheduler_counts.accesses++;
    self->accesses++;
    o = sync_object(SYNC_ATOMIC, r->address, r->size);
    scheduler_point((struct operation){
        .kind = kind_of(r), .address = r->address, .pc = r->pc, .object = o});
    stores_choose(o, load(r));
    before = stores_value(o);
    // What the value read tells is before the operation as a whole.
    for_all(o, r, stores(r, before), learn_from);
    memory_touch(r->address, r->size,
                 stores(r, before) ? ACCESS_ATOMIC_WRITE : ACCESS_ATOMIC_READ,
                 r->pc);
    answer = change(r, before);
    if (answer.stored)
        stores_add(o, load(r));
    for_all(o, r, answer.stored, tell_to);
    changed = answer.stored && load(r) != answer.before;
    if (log_on)
        log_atomic(o, r, &answer);
    if (answer.stored && releases(r->order))
        self->clock.at[self->id]++;
    if (changed)
        scheduler_progress();
    scheduler_looked(r->pc, r->address, (uint64_t)answer.before, changed);
    return answer;
}

// --- fences ------------------------------------------------------------------

// Under sequential consistency a fence changes no value; it lets relaxed
// accesses synchronise. Fences share nothing with one another.
void __tsan_atomic_thread_fence(int order)
{
    struct task *self = scheduler_current;

    if (!self)
        return;
    if (acquires(order))
        clock_join(&self->clock, &self->acquire_fence);
    if (releases(order)) {
        clock_copy(&self->release_fence, &self->clock);
        self->clock.at[self->id]++;
    }
    if (log_on)
        log_event(EVENT_FENCE, (uintptr_t)__builtin_return_address(0))->order =
            (uint8_t)order;
}

void __tsan_atomic_signal_fence(int order)
{
    (void)order;
}
