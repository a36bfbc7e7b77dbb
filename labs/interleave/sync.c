// sync.c - see sync.h.
//
//   O1  An object is in the bucket of its address divided by 16. Atomics that
//       overlap share a bucket, since no atomic crosses such a line.
//   O2  A bucket or an object of an earlier generation is empty.
#include "sync.h"

#include "fail.h"
#include "heap.h"
#include "log.h"
#include "memory.h"
#include "scheduler.h"
#include "sequence.h"
#include "steps.h"
#include "stores.h"

#include <string.h>

enum { BUCKETS = 2 * OBJECTS_MAX };

struct bucket {
    uint32_t generation;
    struct sync_object *first;
};

static struct bucket bucket[BUCKETS];
static struct sync_object object[OBJECTS_MAX];
static unsigned objects;
static uint32_t generation = 1;

void sync_reset(void)
{
    objects = 0;
    sequence_reset();
    stores_reset();
    generation++;
}

size_t sync_memory(void)
{
    return sizeof bucket + sizeof object;
}

static struct bucket *bucket_of(uintptr_t address)
{
    uint64_t hash = (address >> 4) * UINT64_C(0x9E3779B97F4A7C15);
    struct bucket *b = &bucket[hash >> 32 & (BUCKETS - 1)];

    if (b->generation != generation)
        *b = (struct bucket){.generation = generation};
    return b;
}

// --- making and finding ------------------------------------------------------

static bool overlap(const struct sync_object *a, const struct sync_object *b)
{
    return a->name.kind == SYNC_ATOMIC && b->name.kind == SYNC_ATOMIC &&
           a != b && a->name.address < b->name.address + b->name.size &&
           b->name.address < a->name.address + a->name.size;
}

struct sync_object *sync_overlapping(const struct sync_object *o,
                                     const struct sync_object *after)
{
    struct sync_object *s =
        after == o ? bucket_of(o->name.address)->first : after->next;

    while (s && !overlap(o, s))
        s = s->next;
    return s;
}

static void mark_overlaps(struct sync_object *o)
{
    for (struct sync_object *s = sync_overlapping(o, o); s;
         s = sync_overlapping(o, s))
        s->overlaps = o->overlaps = true;
}

static struct sync_object *make(struct bucket *b, enum sync_kind kind,
                                uintptr_t address, size_t size)
{
    if (objects == OBJECTS_MAX)
        fail_limit("one schedule uses more than %d synchronisation objects",
                   OBJECTS_MAX);
    struct sync_object *o = &object[objects++];
    memset(o, 0, offsetof(struct sync_object, clock));
    clock_clear(&o->clock);
    clock_clear(&o->other);
    o->name = (struct sync_name){kind, address, size};
    o->owner = -1;
    o->released_by = o->idle_signal = EVENT_NONE;
    o->next = b->first;
    b->first = o;
    if (kind == SYNC_ATOMIC)
        mark_overlaps(o);
    if (kind != SYNC_THREAD)
        heap_attach(o);
    return o;
}

struct sync_object *sync_object(enum sync_kind kind, uintptr_t address,
                                size_t size)
{
    struct bucket *b = bucket_of(address);

    for (struct sync_object *o = b->first; o; o = o->next)
        if (o->name.address == address && o->name.kind == kind &&
            o->name.size == size)
            return o;
    return make(b, kind, address, size);
}

// --- what is told and what is learnt -----------------------------------------

uint64_t sync_mix(uint64_t a, uint64_t b)
{
    a ^= b + UINT64_C(0x9E3779B97F4A7C15) + (a << 6) + (a >> 2);
    a *= UINT64_C(0xff51afd7ed558ccd);
    return a ^ a >> 32;
}

static const struct meaning {
    bool changes;  // to the cache
    enum touch_use use;
    enum touch_effect effect;
} meaning[] = {
    [SYNC_LOOKS] = {false, TOUCH_READS, EFFECT_NONE},
    [SYNC_CHANGES] = {true, TOUCH_WRITES, EFFECT_NONE},
    [SYNC_TAKES] = {true, TOUCH_WRITES, EFFECT_CLOSES},
    [SYNC_TAKES_SOME] = {true, TOUCH_WRITES, EFFECT_CLOSES_SOME},
    [SYNC_GIVES] = {true, TOUCH_WRITES, EFFECT_OPENS},
    [SYNC_TAKES_SHARE] = {false, TOUCH_ADDS, EFFECT_CLOSES_SOME},
    [SYNC_GIVES_SHARE] = {false, TOUCH_ADDS, EFFECT_OPENS},
    [SYNC_BEGINS_CALL] = {true, TOUCH_READS, EFFECT_NONE},
    [SYNC_ENDS_CALL] = {true, TOUCH_ADDS, EFFECT_NONE},
};

static void touch(const struct sync_object *o, enum sync_effect effect)
{
    if (effect != SYNC_LEARNS)
        steps_touch(o->name.address, o->name.size ? o->name.size : 1,
                    meaning[effect].use, meaning[effect].effect);
}

void sync_event_as(struct sync_object *o, enum sync_effect effect)
{
    struct task *self = scheduler_current;

    if (steps_on)
        touch(o, effect);
    self->hash = sync_mix(self->hash, o->written);
    if (effect == SYNC_LEARNS || !meaning[effect].changes) {
        o->reads += sync_mix(self->hash, 1);
        return;
    }
    self->hash = sync_mix(self->hash, o->reads);
    o->written = self->hash;
    o->reads = 0;
}

void sync_note_choice(uint64_t value)
{
    scheduler_current->hash = sync_mix(scheduler_current->hash, value + 77);
}

void sync_acquire(struct sync_object *o)
{
    clock_join(&scheduler_current->clock, &o->clock);
}

static void tick(struct task *self)
{
    self->clock.at[self->id]++;
}

void sync_release(struct sync_object *o)
{
    clock_copy(&o->clock, &scheduler_current->clock);
    o->released_by = log_last();
    tick(scheduler_current);
}

void sync_release_join(struct sync_object *o)
{
    clock_join(&o->clock, &scheduler_current->clock);
    o->released_by = log_last();
    tick(scheduler_current);
}

// --- who holds what ----------------------------------------------------------

// Its event is the next one to be logged.
void sync_hold(struct sync_object *o, bool is_shared, uintptr_t pc)
{
    struct task *self = scheduler_current;

    for (unsigned i = 0; i < self->held_count; i++) {
        if (self->held[i].object == o) {
            self->held[i].depth++;
            return;
        }
    }
    if (self->held_count == HELD_MAX)
        fail_limit("a thread holds more than %d locks", HELD_MAX);
    self->held[self->held_count++] =
        (struct held){o, is_shared, 1, pc, log_next()};
}

void sync_let_go(struct sync_object *o)
{
    struct task *self = scheduler_current;
    unsigned i = self->held_count;

    while (i-- > 0 && self->held[i].object != o)
        ;
    if (i >= self->held_count || --self->held[i].depth)
        return;
    self->held_count--;
    memmove(&self->held[i], &self->held[i + 1],
            (self->held_count - i) * sizeof self->held[0]);
}

bool sync_holds(const struct sync_object *o)
{
    const struct task *self = scheduler_current;

    for (unsigned i = 0; i < self->held_count; i++)
        if (self->held[i].object == o)
            return true;
    return false;
}
