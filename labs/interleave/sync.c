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
    memset(o, 0, sizeof *o);
    o->name = (struct sync_name){kind, address, size};
    o->owner = o->head = -1;
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

void sync_event(struct sync_object *o, bool changes)
{
    struct task *self = scheduler_current;

    self->hash = sync_mix(self->hash, o->written);
    if (!changes) {
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

// --- marks -------------------------------------------------------------------

// glibc never sees these bytes, so they are ours: a number that says "used by
// the explorer" and the object's own address, which a copy keeps.
#define MAGIC UINT64_C(0x7661656c72746e69)

enum { MAGIC_AT = 0, ADDRESS_AT = 24 };  // the mutex's type lies between

static uint64_t word_at(uintptr_t address)
{
    uint64_t word;
    memcpy(&word, (const void *)address, sizeof word);
    return word;
}

enum sync_mark sync_mark_read(uintptr_t address, size_t size)
{
    if (size < ADDRESS_AT + 8)
        return MARK_FRESH;
    if (word_at(address + MAGIC_AT) == MAGIC)
        return word_at(address + ADDRESS_AT) == address ? MARK_OURS
                                                        : MARK_COPIED;
    return word_at(address) || word_at(address + 8) ||
                   word_at(address + ADDRESS_AT)
               ? MARK_JUNK
               : MARK_FRESH;
}

void sync_mark_write(uintptr_t address)
{
    const uint64_t magic = MAGIC;
    memcpy((void *)(address + MAGIC_AT), &magic, sizeof magic);
    memcpy((void *)(address + ADDRESS_AT), &address, sizeof address);
}

static bool has_static_initialiser(enum sync_kind kind)
{
    return kind != SYNC_BARRIER && kind != SYNC_SEMAPHORE;
}

// A copy shares nothing with the original, so whoever thinks they use one lock
// use two.
static void check_mark(struct sync_object *o, uintptr_t pc)
{
    const struct sync_name *name = &o->name;
    enum sync_mark mark = sync_mark_read(name->address, name->size);

    if (mark == MARK_COPIED)
        fail_misuse(MISUSE_COPIED, o, -1, pc);
    if (mark == MARK_JUNK && !o->initialised)
        fail_misuse(MISUSE_USE_UNINITIALISED, o, -1, pc);
    if (mark == MARK_OURS || name->size < ADDRESS_AT + 8)
        return;
    if (!has_static_initialiser(name->kind))
        fail_misuse(MISUSE_USE_UNINITIALISED, o, -1, pc);
    sync_mark_write(name->address);
    o->initialised = true;
}

struct sync_object *sync_use(enum sync_kind kind, uintptr_t address,
                             size_t size, uintptr_t pc)
{
    struct sync_object *o = sync_object(kind, address, size);

    // Eight bytes are enough for a race; the rest is ours.
    memory_touch(address, size < 8 ? size : 8, ACCESS_ATOMIC_READ, pc);
    if (o->destroyed)
        fail_misuse(MISUSE_USE_DESTROYED, o, -1, pc);
    check_mark(o, pc);
    return o;
}

static bool in_use(const struct sync_object *o)
{
    return o->owner >= 0 || o->readers || o->waiters;
}

struct sync_object *sync_init(enum sync_kind kind, uintptr_t address,
                              size_t size, uintptr_t pc)
{
    struct sync_object *o = sync_object(kind, address, size);

    memory_touch(address, size, ACCESS_WRITE, pc);
    if (in_use(o))
        fail_misuse(MISUSE_INIT_IN_USE, o, o->owner, pc);
    memset((void *)address, 0, size);
    if (size >= ADDRESS_AT + 8)
        sync_mark_write(address);
    o->initialised = true;
    o->destroyed = false;
    o->count = o->limit = 0;
    o->idle_signal = EVENT_NONE;
    sync_event(o, true);
    if (log_on)
        log_sync(EVENT_SYNC_INIT, o, pc);
    return o;
}

struct sync_object *sync_destroy(enum sync_kind kind, uintptr_t address,
                                 size_t size, uintptr_t pc)
{
    struct sync_object *o = sync_use(kind, address, size, pc);

    memory_touch(address, size, ACCESS_DESTROY, pc);
    if (o->waiters)
        fail_misuse(MISUSE_DESTROY_WAITED_FOR, o, -1, pc);
    if (in_use(o))
        fail_misuse(MISUSE_DESTROY_LOCKED, o, o->owner, pc);
    o->destroyed = true;
    sync_event(o, true);
    if (log_on)
        log_sync(EVENT_SYNC_DESTROY, o, pc);
    return o;
}
