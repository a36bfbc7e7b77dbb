// steps.h - private: the steps of the schedule that runs, what each of them
// touched, and which two may not change places.
//
// A step is all that a task does from where it was chosen to its next switch
// point. Rooms tell what it touches, as bytes: a sync object is the bytes it
// lies in, a freed block all of its own. What only bookkeeping of the explorer
// holds (a thread's name, the history of calls) is told by its address there.
// Plain accesses that do not race need not be told: what orders them is.
//
// Threads:  one kernel thread; touches are those of the running task.
// Memory:   the steps are good until the next schedule begins.
#ifndef INTERLEAVE_STEPS_H
#define INTERLEAVE_STEPS_H

#include "sync.h"

enum touch_use {
    TOUCH_READS,
    TOUCH_ADDS,  // additions may change places among themselves
    TOUCH_WRITES,
};

enum touch_effect {
    EFFECT_NONE,
    EFFECT_CLOSES,       // the object was free; all who want it have to wait
    EFFECT_CLOSES_SOME,  // some have to wait who had not to, maybe
    EFFECT_OPENS,        // who had to wait for it need not wait any more
};

struct touch {
    uintptr_t from, to;  // the bytes [from, to)
    uint8_t use;         // enum touch_use
    uint8_t effect;      // enum touch_effect
    bool waited;         // the step could only begin when the object let it
};

struct footprint {
    const struct touch *touch;
    uint32_t count;
    bool everything;  // it depends on every other step
    bool waited;      // it could only begin when something let it
};

struct step {
    uint16_t thread;
    uint32_t number;  // of this thread's steps, from 1
    uint32_t node;    // the choice at which it was taken, or NO_NODE
    struct footprint footprint;
};

#define NO_NODE UINT32_MAX

enum { STEPS_MAX = 1 << 12, TOUCHES_MAX = 1 << 16 };

// Whether steps are written down; who wants them sets it.
extern bool steps_on;

// The steps so far. The last one is not over yet.
extern struct step step_at[STEPS_MAX];
extern uint32_t step_count;
extern bool steps_overflow;  // there were more than can be written down

// A schedule begins.
void steps_reset(void);

// A task begins its next step, for which it was chosen at node.
void steps_begin(const struct task *task, uint32_t node);

// The running step touches [address, address + size).
void steps_touch(uintptr_t address, uint64_t size, enum touch_use use,
                 enum touch_effect effect);

// The running step ends the program, or is one of those (a wait that ends
// early) whose reach is not worked out: it depends on every other.
void steps_touch_everything(void);

// The running step lets task go on, which waits for that alone.
void steps_let_go(const struct task *task);

// What a task that was not chosen yet would touch, as far as its operation
// tells. The touch is the caller's.
struct footprint steps_pending(const struct task *task, struct touch *touch);

// How a later step depends on an earlier one: a sum of these, 0 if not at all.
enum {
    DEPENDS = 1,
    OPENED = 2,  // the earlier one let the later one go on
    CLOSED = 4,  // the earlier one would make the later one wait
    UNSURE = 8,  // whether the later one could have come first is not told
};

unsigned steps_relation(const struct footprint *earlier,
                        const struct footprint *later);

#endif
