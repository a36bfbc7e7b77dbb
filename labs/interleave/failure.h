// failure.h - what went wrong in one schedule: all that a reporter needs.
//
// Shape:    one `struct failure`. `kind` says which parts are filled; a part
//           that does not belong to the kind is zero or NULL.
// Threads:  numbered as in event.h.
// Memory:   as event.h: shared, read only, valid until the next exploration.
// Errors:   none.
#ifndef INTERLEAVE_FAILURE_H
#define INTERLEAVE_FAILURE_H

#include "event.h"

enum {
    FAILURE_TEXT = 512,
    FAILURE_WAITERS = 160,
    FAILURE_LEAKS = 16,  // told in full; leak_count counts them all
};

// Fields named in [] are filled besides thread, event, pc, stack and locks.
enum failure_kind {
    FAILURE_NONE,

    // memory
    FAILURE_RACE,            // [first, second, consequence]
    FAILURE_USE_AFTER_FREE,  // [second, block, offset]
    FAILURE_DOUBLE_FREE,     // [block]
    FAILURE_BAD_FREE,        // [address, block and offset if inside a block]
    FAILURE_HEAP_OVERFLOW,   // [second, block, offset]: outside its bounds
    FAILURE_LEAK,            // [leak, leak_count, leak_bytes]
    FAILURE_DEAD_STACK,      // [second, other]: the stack of an ended thread

    // progress
    FAILURE_DEADLOCK,      // [waiter, cycle]
    FAILURE_LOST_WAKEUP,   // [waiter]: waits for a signal nobody can send
    FAILURE_LIVELOCK,      // [waiter]: threads run for ever, nothing changes
    FAILURE_ENDLESS_LOOP,  // one thread runs on and calls nothing

    // what the code or the scenario says itself
    FAILURE_ASSERT,   // [text, file, line, function]
    FAILURE_PROMISE,  // [text, file, line]
    FAILURE_FATAL,    // [text]: hmap's fatal(), the tripwire
    FAILURE_ABORT,    // abort()
    FAILURE_EXIT,     // [status]: exit() with a status that is not 0

    // crashes
    FAILURE_SIGNAL,          // [signal, address]
    FAILURE_STACK_OVERFLOW,  // [address]

    FAILURE_MISUSE,  // [misuse, sync, other]
};

// Undefined behaviour of the pthread calls.
enum misuse_kind {
    MISUSE_NONE,
    MISUSE_UNLOCK_NOT_HELD,     // other: the owner, or THREAD_NONE
    MISUSE_DESTROY_LOCKED,      // other: the owner
    MISUSE_DESTROY_WAITED_FOR,  // other: a thread that waits
    MISUSE_INIT_IN_USE,         // initialised while locked or waited for
    MISUSE_USE_DESTROYED,       // used after it was destroyed
    MISUSE_USE_UNINITIALISED,   // barrier or semaphore without init
    MISUSE_COPIED,              // a lock was copied after its first use
    MISUSE_WAIT_WITHOUT_MUTEX,  // cond wait, mutex not held by the caller
    MISUSE_WAIT_TWO_MUTEXES,    // waiters of one cond with two mutexes
    MISUSE_RELOCK,              // locked again by its owner (not recursive)
    MISUSE_JOIN_TWICE,          // other: the thread
    MISUSE_JOIN_DETACHED,       // other
    MISUSE_JOIN_SELF,
    MISUSE_JOIN_UNKNOWN,  // no such thread
    MISUSE_DETACH_TWICE,  // other
    MISUSE_BARRIER_COUNT_ZERO,
    MISUSE_END_HOLDING_LOCK,  // a thread ended and holds sync
    MISUSE_ONCE_RECURSIVE,    // pthread_once on itself from its function
    MISUSE_KEY_INVALID,       // a key that was not created or was deleted
};

// How one access touched memory.
enum access_kind {
    ACCESS_READ,
    ACCESS_WRITE,
    ACCESS_ATOMIC_READ,
    ACCESS_ATOMIC_WRITE,
    ACCESS_FREE,     // free() counts as a write of the whole block
    ACCESS_DESTROY,  // so does the destruction of a sync object
};

struct access {
    enum access_kind kind;
    uint16_t thread;
    uintptr_t address;  // of the first byte that both accesses touch
    uint64_t size;      // of this access, in bytes
    uintptr_t pc;
    uint32_t event;                  // in the trace, or EVENT_NONE
    const struct call_stack *stack;  // NULL if the trace was cut before it
    const struct lock_set *locks;
};

enum { READERS_TOLD = 6 };

// A thread that cannot go on, and why.
struct waiter {
    uint16_t thread;
    struct sync_name sync;  // what it waits for
    uintptr_t pc;           // where
    const struct call_stack *stack;
    const struct lock_set *locks;  // what it holds meanwhile
    uint16_t owner;         // who holds sync; THREAD_NONE: nobody, or many
    uint16_t reader_count;  // owners, if held for reading
    uint16_t reader[READERS_TOLD];  // the first of them
    uintptr_t owner_pc;             // where the owner took it
    const struct call_stack *owner_stack;
    uint32_t missed_signal;  // EVENT_SIGNAL or _BROADCAST on sync before the
                             // wait began that woke nobody, or EVENT_NONE
    struct sync_name mutex;  // cond waiters: the mutex they gave back
    bool spinning;           // runs, but only looks again and again
};

struct failure {
    enum failure_kind kind;
    enum misuse_kind misuse;
    uint16_t thread;  // the one that failed
    uint16_t other;   // a second one, see the kinds; else THREAD_NONE
    uint32_t event;   // the trace's last event, or EVENT_NONE
    uintptr_t pc;
    const struct call_stack *stack;
    const struct lock_set *locks;

    struct access first;   // the earlier one of a race
    struct access second;  // the later one; or the access that failed
    uintptr_t address;
    struct sync_name sync;

    const struct heap_block *block;
    int64_t offset;  // of the access from the block's start; may be negative

    // Deadlock: every thread that has not ended; the cycle lists the threads
    // that wait for each other in a ring, cycle[0] waits for cycle[1] ... and
    // the last for cycle[0]. cycle_count is 0 if there is no ring.
    struct waiter waiter[FAILURE_WAITERS];
    uint32_t waiter_count;
    uint16_t cycle[FAILURE_WAITERS];
    uint32_t cycle_count;

    const struct heap_block *leak[FAILURE_LEAKS];
    uint32_t leak_count;
    size_t leak_bytes;

    int signal;
    int status;
    char text[FAILURE_TEXT];  // the expression, the message, the promise
    const char *file;         // where the text stands, if it was told
    int line;
    const char *function;

    // A race alone convinces nobody. If a schedule was found in which the race
    // has a visible result (a broken promise, a use after free, a crash), it
    // is here, and the trace and the token are those of that schedule; first
    // and second are then the racing accesses in that trace. NULL: none was
    // found within the budget (undefined behaviour, no wrong result here).
    const struct failure *consequence;
};

// The kind in a word or two ("data race"), for lists and records.
const char *failure_kind_name(enum failure_kind kind);

// The misuse in words ("unlocks a mutex it does not hold").
const char *misuse_name(enum misuse_kind misuse);

// "mutex", "rwlock", ...
const char *sync_kind_name(enum sync_kind kind);

#endif
