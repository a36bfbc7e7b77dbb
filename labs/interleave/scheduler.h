// scheduler.h - private: who runs. Rooms stop here before each operation; the
// strategy of the moment (search, replay, enumeration) chooses.
//
// Threads:  one kernel thread. Between two calls of this room the running task
//           is alone and everything it does is atomic.
#ifndef INTERLEAVE_SCHEDULER_H
#define INTERLEAVE_SCHEDULER_H

#include "task.h"

enum run_status {
    RUN_DONE,    // every thread has ended, or the program has
    RUN_FAILED,  // failure_found says how
    RUN_CUT,     // an equivalent schedule was run before
    RUN_LIMIT,   // a limit was reached: unjudged_reason says which
};

// What can be chosen: a thread, or a special event of a thread.
enum {
    PICK_THREAD = 0,
    PICK_TIMEOUT = 256,   // plus the thread: its timed wait ends
    PICK_SPURIOUS = 512,  // plus the thread: it wakes without a signal
};

struct option {
    uint16_t pick;
    uint8_t cost;  // preemptions it takes
};

// A question to the strategy. option[0] is the default, with cost 0.
struct choice {
    const struct task *task;  // at whose point the question arises
    bool is_value;            // pick a number (which waiter), not a thread
    bool plain;               // before a plain access
    unsigned count;
    struct option option[3 * THREADS_MAX];
};

// A strategy answers with an index into option, or leaves the schedule.
typedef unsigned strategy_function(const struct choice *choice);

// Told when task begins a step, also where there was nothing to choose; early:
// its wait ends by time or for no reason.
typedef void step_function(const struct task *task, bool early);

enum access_points {
    POINTS_NONE,     // plain accesses are not switch points
    POINTS_RACING,   // those are whose instruction is known to race
    POINTS_SHARED,   // all that may be shared
    POINTS_COUNTED,  // those are that a token names
};

struct scheduler_rules {
    strategy_function *strategy;
    step_function *step;  // NULL: nobody wants to know
    enum access_points points;
    uint32_t steps;     // operations in one schedule
    unsigned spurious;  // wake-ups
    bool silent_steps;  // enumeration: only steps on shared data are choices
};

struct scheduler_counts {
    uint64_t accesses;       // all schedules
    uint32_t steps;          // this schedule
    uint32_t switch_points;  // this schedule: more than one thread could run
    uint32_t forced;         // this schedule: preemptions
    uint32_t early_wakes;    // this schedule: waits that could have ended so
    uint32_t yields;         // this schedule: loops and yields cut by fairness
};

// The running task, or NULL when no schedule runs. Read it, do not set it.
extern struct task *scheduler_current;
extern struct task scheduler_task[THREADS_MAX];
extern unsigned scheduler_live;  // tasks that have not ended
extern bool scheduler_alone;     // one live task, nothing unordered before
extern struct scheduler_rules scheduler_rules;
extern struct scheduler_counts scheduler_counts;
extern uint64_t scheduler_version;  // changes whenever shared state does
extern uint64_t scheduler_time;     // virtual nanoseconds
extern enum switch_kind scheduler_switched;  // for the next event

// Run the schedule that begins with task first, under the rules. Returns when
// it is over.
enum run_status scheduler_run(struct task *first);

// End the schedule from within a task.
_Noreturn void scheduler_leave(enum run_status status);

// Before an operation: returns when the running task may do it.
void scheduler_point(struct operation operation);

// Before a plain access that is a switch point.
void scheduler_plain_point(uintptr_t address, uint64_t size, bool write,
                           uintptr_t pc);

// Forget the schedule before.
void scheduler_reset(void);

// Let the others go first: the task runs in circles.
void scheduler_let_others(uintptr_t pc);

// Choose a number below count, for the strategy to explore.
unsigned scheduler_value(unsigned count);

// The running task has ended. Does not return.
_Noreturn void scheduler_end(void);

// The task looked at something and saw `seen`; `changed`: and changed it.
// Tells loops that only wait for others from loops that work.
void scheduler_looked(uintptr_t pc, uintptr_t address, uint64_t seen,
                      bool changed);

// The running task did something that gets it on.
static inline void scheduler_progress(void)
{
    scheduler_version++;
    for (unsigned i = 0; i < scheduler_current->looks; i++)
        scheduler_current->look[i].same = 0;
    scheduler_current->yields = 0;
}

bool scheduler_ready(const struct task *task);

#endif
