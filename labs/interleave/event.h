// event.h - what happened in one schedule, one event after the other.
//
// Shape:    an executed schedule is an array of `struct event` in the order in
//           which the events took effect. Beside it lie the tables that events
//           point into: call stacks, sets of locks, heap blocks, sync objects
//           and threads. All of them are reached from `struct trace`.
// Threads:  simulated threads are numbered from 0; T0 runs the scenario.
// Memory:   everything lies in one mapping that worker and parent share at the
//           same address, so plain pointers are good in both. It is valid
//           until the next exploration begins. Readers change nothing.
// Errors:   a schedule longer than EVENTS_MAX is cut; `struct trace` says so.
#ifndef INTERLEAVE_EVENT_H
#define INTERLEAVE_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    STACK_FRAMES_MAX = 32,  // deeper calls keep the innermost frames
    LOCKS_HELD_MAX = 16,    // of one thread at one moment, as told in reports
    EVENT_NONE = UINT32_MAX >> 1,  // "no such event" where an index is stored
};

// --- call stacks -----------------------------------------------------------

// The student's frames at one moment, innermost first. frame[0] is the
// instruction that acted; every other one is where a call will return to
// (subtract 1 before looking up its line). The bottom frames are those of the
// thread's start function.
struct call_stack {
    uint32_t depth;    // frames stored here
    uint32_t dropped;  // outer frames that did not fit
    uintptr_t frame[STACK_FRAMES_MAX];
};

// --- objects that threads synchronise on -----------------------------------

enum sync_kind {
    SYNC_NONE,
    SYNC_MUTEX,
    SYNC_RWLOCK,
    SYNC_SPIN,
    SYNC_COND,
    SYNC_SEMAPHORE,
    SYNC_BARRIER,
    SYNC_ONCE,
    SYNC_THREAD,  // what pthread_join waits for; its address is the thread's id
    SYNC_ATOMIC,  // a memory word that atomic operations have touched
};

struct sync_name {
    enum sync_kind kind;
    uintptr_t address;
    size_t size;  // of the object in bytes: two neighbours never overlap
};

// A lock as one thread holds it.
struct held_lock {
    struct sync_name lock;
    bool shared;     // a read lock
    uint32_t depth;  // how often it was taken; above 1 only if recursive
    uintptr_t pc;    // where it was taken
    uint32_t event;  // index of the event that took it, or EVENT_NONE
};

// The locks one thread held at one moment, in the order they were taken.
struct lock_set {
    uint32_t count;
    struct held_lock lock[LOCKS_HELD_MAX];
};

// The lock at address among those held, or NULL.
static inline const struct held_lock *held_lock(const struct lock_set *set,
                                                uintptr_t address)
{
    for (uint32_t i = 0; set && i < set->count; i++)
        if (set->lock[i].lock.address == address)
            return &set->lock[i];
    return NULL;
}

// --- heap blocks -----------------------------------------------------------

// Ids count the allocations of a schedule from 1, so a replay names the same
// block by the same id. Addresses are never used twice in one schedule.
struct heap_block {
    uint32_t id;
    uintptr_t address;
    size_t size;            // as asked for
    uint16_t allocated_by;  // thread
    uint16_t freed_by;      // thread, if freed
    bool freed;
    const char *function;                  // "malloc", "calloc", "strdup", ...
    uint32_t allocated_at;                 // event, or EVENT_NONE
    uint32_t freed_at;                     // event, or EVENT_NONE
    const struct call_stack *alloc_stack;  // NULL if not recorded
    const struct call_stack *free_stack;   // NULL if not freed
};

// --- events ----------------------------------------------------------------

enum event_kind {
    // threads
    EVENT_THREAD_START,  // other: the thread that created it
    EVENT_THREAD_END,    // returned or called pthread_exit
    EVENT_CREATE,        // other: the new thread
    EVENT_JOIN,          // other: the thread that had ended
    EVENT_DETACH,        // other
    EVENT_YIELD,         // sched_yield
    EVENT_SLEEP,         // sleep, usleep, nanosleep; after: nanoseconds

    // memory
    EVENT_READ,
    EVENT_WRITE,
    EVENT_ATOMIC_LOAD,
    EVENT_ATOMIC_STORE,
    EVENT_ATOMIC_RMW,  // atomic_op says which
    EVENT_ATOMIC_CAS,  // success says whether it stored; expected is set
    EVENT_FENCE,

    // locks: mutex, rwlock, spin lock, told apart by sync.kind
    EVENT_LOCK,          // taken; shared for a read lock
    EVENT_TRY_LOCK,      // success says whether it was taken
    EVENT_TIMED_LOCK,    // success; false: the time ran out
    EVENT_UNLOCK,        // given back; shared for a read lock
    EVENT_SYNC_INIT,     // any sync object
    EVENT_SYNC_DESTROY,  // any sync object

    // condition variables
    EVENT_WAIT,       // begins to wait and gives back the mutex in `mutex`
    EVENT_WAKE,       // wake says why; the mutex is taken again by EVENT_LOCK
    EVENT_SIGNAL,     // other: the thread woken, or THREAD_NONE
    EVENT_BROADCAST,  // after: how many were woken

    // semaphores, barriers, once
    EVENT_SEM_WAIT,        // before, after: the value
    EVENT_SEM_TRY_WAIT,    // success
    EVENT_SEM_POST,        // before, after: the value
    EVENT_BARRIER_ARRIVE,  // after: how many have arrived; success: the last
    EVENT_BARRIER_LEAVE,
    EVENT_ONCE,  // success: this thread ran the function (now done)

    // the heap; block is set
    EVENT_ALLOC,  // address, size; text: the function's name
    EVENT_FREE,   // address

    // a thread cannot go on; it acts again when the object lets it. sync says
    // what it waits for, other who holds it (THREAD_NONE if nobody or many).
    EVENT_BLOCKED,

    // functions of the student, from the compiler's callbacks
    EVENT_ENTER,  // pc: the call's return address; address: inside the callee
    EVENT_LEAVE,  // address: the same as that of its EVENT_ENTER

    // what the scenario recorded: calls with arguments and their results
    EVENT_CALL,    // text: "store(1, 10)"
    EVENT_RETURN,  // text: the result, "PUT_INSERTED"
    EVENT_NOTE,    // text

    EVENT_OUTPUT,   // text: what the student's code printed; success: on stdout
    EVENT_FAILURE,  // the last event of a failed schedule
};

// Why another thread runs from this event on.
enum switch_kind {
    SWITCH_NONE,     // the same thread as before
    SWITCH_FORCED,   // the thread before could have gone on: a preemption
    SWITCH_BLOCKED,  // the thread before waits
    SWITCH_ENDED,    // the thread before has ended
    SWITCH_YIELDED,  // the thread before yielded, slept or spun
};

enum atomic_op {
    ATOMIC_LOAD,
    ATOMIC_STORE,
    ATOMIC_EXCHANGE,
    ATOMIC_ADD,
    ATOMIC_SUB,
    ATOMIC_AND,
    ATOMIC_OR,
    ATOMIC_XOR,
    ATOMIC_NAND,
    ATOMIC_CAS,
};

// The values the compilers pass.
enum memory_order_kind {
    ORDER_RELAXED = 0,
    ORDER_CONSUME = 1,
    ORDER_ACQUIRE = 2,
    ORDER_RELEASE = 3,
    ORDER_ACQ_REL = 4,
    ORDER_SEQ_CST = 5,
};

enum wake_kind {
    WAKE_SIGNALLED,
    WAKE_TIMED_OUT,
    WAKE_SPURIOUS,
};

// Where an address lies.
enum region {
    REGION_NONE,
    REGION_STATIC,  // .data, .bss: named by the symbol table or DWARF
    REGION_HEAP,    // block is set, or the address is between blocks
    REGION_STACK,   // of the thread in region_thread
    REGION_TLS,     // thread-local storage of the thread in region_thread
    REGION_OTHER,   // libc's data, constants, unknown
};

enum { THREAD_NONE = 0xffff };

struct event {
    uint32_t index;      // its place in the trace
    uint32_t operation;  // counted per thread from 1, as tokens count; 0 for
                         // events at which the scheduler is not asked
    uint16_t thread;
    uint16_t other;      // a second thread, see the kinds; else THREAD_NONE
    uint8_t kind;        // enum event_kind
    uint8_t switched;    // enum switch_kind: how this thread came to run here
    uint8_t region;      // enum region of address
    uint8_t order;       // enum memory_order_kind, for atomics and fences
    uint8_t fail_order;  // of a failed compare-and-swap
    uint8_t atomic_op;   // enum atomic_op
    uint8_t wake;        // enum wake_kind
    bool is_private;     // the bytes were touched by one thread alone in the
                         // whole schedule: a report leaves such steps out
    bool success;        // see the kinds
    bool shared;         // a read lock
    bool racing;         // one of the two accesses of a race found here
    uint16_t region_thread;  // for REGION_STACK and REGION_TLS
    uint16_t depth;          // functions entered and not left: for indenting
    int result;              // what the call returned, 0 or an error number
    uintptr_t address;
    uint64_t size;      // bytes touched; above 8 only the first 8 are valued
    uint64_t before;    // value of the bytes before the event
    uint64_t after;     // and after it (equal for reads)
    uint64_t expected;  // what a compare-and-swap compared with
    uintptr_t pc;       // the instruction after the student's; see frame[0]
    struct sync_name sync;   // kind SYNC_NONE where there is none
    struct sync_name mutex;  // EVENT_WAIT: the mutex given back
    uint32_t block;          // heap block id, 0 for none
    uint32_t cause;  // EVENT_WAKE, or a lock taken after EVENT_BLOCKED: the
                     // event that made it possible; else EVENT_NONE
    const struct call_stack *stack;
    const struct lock_set *locks;  // held by the thread after this event
    const char *text;              // see the kinds; NULL if none
};

// --- the whole of one schedule ---------------------------------------------

struct thread_name {
    uint16_t id;
    uint16_t created_by;  // THREAD_NONE for T0
    uintptr_t start;      // the start function's address
    uintptr_t argument;   // what it was given
    uintptr_t stack_low;  // its stack: [stack_low, stack_high)
    uintptr_t stack_high;
    uintptr_t tls_low;   // its thread-local variables, in the order
    uintptr_t tls_high;  // of the program's TLS segment
    bool ended;
    bool joined;
    bool detached;
    const struct call_stack *created_at;
};

struct trace {
    const struct event *event;
    uint32_t event_count;
    bool cut;  // the schedule was longer than what is stored
    const struct heap_block *block;  // block[id - 1]
    uint32_t block_count;
    const struct thread_name *thread;
    uint32_t thread_count;
    uint32_t forced_switches;
    uint64_t hash;  // over all that matters: equal traces, equal hashes
};

#endif
