// sync_use.c - an object that is used, made or ended by a call; see sync.h.
#include "fail.h"
#include "log.h"
#include "memory.h"
#include "sync.h"

#include <string.h>

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
