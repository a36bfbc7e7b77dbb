// sync.h - private: the objects that threads synchronise on.
//
// An object is known by address, size and kind, so two small neighbours never
// share anything. Each family (mutex.c, rwlock.c, ...) uses the fields it
// needs.
//
// Threads:  only the running task calls.
// Memory:   an object lives until the end of the schedule.
#ifndef INTERLEAVE_SYNC_H
#define INTERLEAVE_SYNC_H

#include "clock.h"
#include "event.h"
#include "task.h"

struct sync_object {
    struct sync_name name;
    struct sync_object *next;      // in the same bucket
    struct sync_object *in_block;  // next object in the same heap block
    bool overlaps;  // an atomic that shares bytes with one of another size
    bool initialised, destroyed;

    int owner;       // thread, or -1
    unsigned count;  // recursion, semaphore value, barrier arrivals
    unsigned limit;  // of a barrier
    unsigned readers;
    int type;  // of a mutex
    bool robust, owner_died, unrecoverable;
    uint64_t round;  // of a barrier
    struct thread_set reading;
    uintptr_t owner_pc;
    uint32_t released_by;       // event
    uint32_t idle_signal;       // event: a signal that woke nobody
    struct sync_object *mutex;  // that the waiters of a cond gave back
    unsigned waiters;

    uint64_t written;           // hash of the last event that changed it
    uint64_t reads;             // of those that saw it since
    struct sequence *sequence;  // atomics: see sequence.h
    struct history *history;    // and stores.h
    struct clock clock;         // what an acquire learns
    struct clock other;         // readers of a rwlock; arrivals at a barrier
};

// Forget all objects.
void sync_reset(void);

// The object, made if it is new (owner -1, everything else zero).
struct sync_object *sync_object(enum sync_kind kind, uintptr_t address,
                                size_t size);

// How an operation on an object stands to others on it.
enum sync_effect {
    SYNC_LOOKS,        // learns how it is
    SYNC_CHANGES,      // changes it, in any way
    SYNC_TAKES,        // changes it, free before, so that all others wait
    SYNC_TAKES_SOME,   // changes it so that some wait, or some did before
    SYNC_GIVES,        // changes it so that they need not wait any more
    SYNC_TAKES_SHARE,  // the same two for readers, whose order among
    SYNC_GIVES_SHARE,  // themselves does not matter
    SYNC_BEGINS_CALL,  // the history of calls: which call ended before which
    SYNC_ENDS_CALL,    // began matters, and nothing else
    SYNC_LEARNS,       // what was told when the task was let go
};

// The running task did something to object that others can tell apart by its
// order: for the state cache, and for what the step touches.
void sync_event_as(struct sync_object *object, enum sync_effect effect);

static inline void sync_event(struct sync_object *object, bool changes)
{
    sync_event_as(object, changes ? SYNC_CHANGES : SYNC_LOOKS);
}

// The running task learns what object tells.
void sync_acquire(struct sync_object *object);

// object tells from now on what the running task knows (and what it told).
void sync_release(struct sync_object *object);
void sync_release_join(struct sync_object *object);

// All atomics of another size that overlap object, one after the other.
// Returns: NULL at the end. Start with after == object.
struct sync_object *sync_overlapping(const struct sync_object *object,
                                     const struct sync_object *after);

// The running task holds object now, or gave it back.
void sync_hold(struct sync_object *object, bool shared, uintptr_t pc);
void sync_let_go(struct sync_object *object);

// Whether the running task holds object.
bool sync_holds(const struct sync_object *object);

// The bytes in use by the table.
size_t sync_memory(void);

uint64_t sync_mix(uint64_t a, uint64_t b);

// A value the running task took from outside (which waiter, time out or not).
void sync_note_choice(uint64_t value);

// --- marks in the object's own bytes ----------------------------------------

// What the bytes of an object with room for a mark say.
enum sync_mark {
    MARK_OURS,    // used before, here
    MARK_COPIED,  // used before, elsewhere: the bytes were copied
    MARK_FRESH,   // static initialiser
    MARK_JUNK,    // neither
};

enum sync_mark sync_mark_read(uintptr_t address, size_t size);
void sync_mark_write(uintptr_t address);

// An object that a call is about to use. It fails the schedule if it was
// destroyed, copied, or never initialised, and counts as an access.
struct sync_object *sync_use(enum sync_kind kind, uintptr_t address,
                             size_t size, uintptr_t pc);

// An object that is initialised or destroyed by a call.
struct sync_object *sync_init(enum sync_kind kind, uintptr_t address,
                              size_t size, uintptr_t pc);
struct sync_object *sync_destroy(enum sync_kind kind, uintptr_t address,
                                 size_t size, uintptr_t pc);

#endif
