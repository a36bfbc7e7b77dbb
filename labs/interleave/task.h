// task.h - private: a simulated thread, and the operation it is about to do.
#ifndef INTERLEAVE_TASK_H
#define INTERLEAVE_TASK_H

#include "clock.h"
#include "context.h"
#include "event.h"

struct sync_object;
struct task;

enum task_state {
    TASK_UNUSED,
    TASK_LIVE,
    TASK_ENDED,
};

// What a task will do when it is chosen next.
struct operation {
    enum event_kind kind;
    uintptr_t address;
    uint64_t size;  // of a plain access
    uintptr_t pc;
    bool (*ready)(const struct task *task);  // NULL: always
    struct sync_object *object;              // for ready and for reports
    bool yields;  // others go first, and leaving here costs no preemption
};

enum { LOOKS_MAX = 24 };

// One place at which a task looked at something, for telling loops.
struct look {
    uintptr_t pc, address;
    uint64_t seen;
    unsigned same;   // in a row, the same value, nothing done in between
    unsigned total;  // since the task last let others go first
    unsigned ever;   // in this schedule
};

struct held {
    struct sync_object *object;
    bool shared;
    uint32_t depth;
    uintptr_t pc;
    uint32_t event;
};

struct thread_set {
    uint64_t word[(THREADS_MAX + 63) / 64];
};

struct task {
    uint16_t id;
    uint16_t creator;
    enum task_state state;
    bool detached, joined;
    bool body_done;    // T0: the scenario has returned
    bool returns_int;  // made by thrd_create
    // Read of every task at every point: side by side.
    bool spinning;
    bool signalled, timed, timed_out, spurious;
    struct sync_object *waits_on;
    uint64_t spin_version;
    struct thread_set waits_for;  // these go first: see fairness.h
    struct operation operation;

    uint32_t operations;  // counted for tokens
    uint32_t accesses;    // plain accesses, counted for tokens
    uint32_t quiet;       // accesses since the last operation
    uintptr_t last_pc;    // of its last access, operation or call
    uint64_t hash;        // of all it did and of what it saw: see cache.h
    void *(*start)(void *);
    void *argument, *result;

    // condition variables, barriers
    struct sync_object *waits_mutex;
    uint64_t wait_order;
    uint64_t deadline;
    uint32_t cause;  // the event that let it go on

    // fairness
    unsigned yields;  // in a row
    unsigned yields_ever;
    unsigned looks;

    // what reports tell
    unsigned depth;
    unsigned held_count;
    struct event *unfinished;  // a write whose new value is not known yet
    void *key_value[KEYS_MAX];
    uint64_t random;                // rand() of this thread
    int cancel_state, cancel_type;  // as it set them; nobody cancels
    void *cleanup;                  // innermost pthread_cleanup_push

    // Not cleared as a whole: only the used part counts.
    struct look look[LOOKS_MAX];
    struct clock clock, acquire_fence, release_fence;
    uintptr_t lowest;  // stack address used, in this schedule or before
    uintptr_t call[CALLS_MAX], callee[CALLS_MAX];
    struct held held[HELD_MAX];
    struct context context;
};

static inline bool set_has(const struct thread_set *set, unsigned thread)
{
    return set->word[thread / 64] >> thread % 64 & 1;
}

static inline void set_add(struct thread_set *set, unsigned thread)
{
    set->word[thread / 64] |= UINT64_C(1) << thread % 64;
}

static inline void set_remove(struct thread_set *set, unsigned thread)
{
    set->word[thread / 64] &= ~(UINT64_C(1) << thread % 64);
}

static inline bool set_meets(const struct thread_set *a,
                             const struct thread_set *b)
{
    for (unsigned i = 0; i < sizeof a->word / sizeof *a->word; i++)
        if (a->word[i] & b->word[i])
            return true;
    return false;
}

#endif
