// fairness.c - see fairness.h.
//
//   Y1  What is fair depends on operations only, never on which plain accesses
//       were switch points: a replay, which knows just those that a token
//       names, must be as fair as the search was.
#include "fairness.h"

#include "fail.h"
#include "scheduler.h"

enum {
    SAME_LOOKS = 2,       // the third look at an unchanged thing is a wait
    LOOKS_IN_A_ROW = 25,  // as many rounds, whatever they did, are a loop
    FREE_YIELDS = 2,      // a yield after which the task may just go on
    FREE_YIELDS_EVER = 5,
};

static bool somebody_waits;  // for others, in this schedule

bool fairness_must_wait(const struct task *task, const struct thread_set *ready)
{
    return (task->spinning && task->spin_version == scheduler_version) ||
           (somebody_waits && set_meets(&task->waits_for, ready));
}

bool fairness_may_go_on(const struct task *self)
{
    return self->operation.kind == EVENT_THREAD_END ||
           (self->yields <= FREE_YIELDS &&
            self->yields_ever <= FREE_YIELDS_EVER);
}

static struct look *find_look(struct task *task, uintptr_t pc,
                              uintptr_t address)
{
    for (unsigned i = 0; i < task->looks; i++)
        if (task->look[i].pc == pc && task->look[i].address == address)
            return &task->look[i];
    return NULL;
}

void scheduler_looked(uintptr_t pc, uintptr_t address, uint64_t seen,
                      bool changed)
{
    struct task *self = scheduler_current;
    struct look *look = find_look(self, pc, address);

    if (!look) {
        look =
            &self->look[self->looks < LOOKS_MAX ? self->looks++
                                                : self->operations % LOOKS_MAX];
        *look = (struct look){.pc = pc, .address = address, .seen = ~seen};
    }
    look->same = !changed && look->seen == seen ? look->same + 1 : 0;
    look->seen = seen;
    look->ever++;
    if (!scheduler_alone)
        look->total++;
}

static void wait_for_others(struct task *self)
{
    somebody_waits = true;
    for (unsigned i = 0; i < clock_width; i++)
        if (i != self->id && scheduler_task[i].state == TASK_LIVE)
            set_add(&self->waits_for, i);
    for (unsigned i = 0; i < self->looks; i++)
        self->look[i].total = 0;
    scheduler_counts.yields++;
}

void fairness_judge(struct task *self)
{
    const struct look *look;

    if (self->operation.kind == EVENT_THREAD_END)
        return;  // no loop: it comes once
    if (self->operation.yields) {
        self->yields++;
        self->yields_ever++;
        if (fairness_may_go_on(self))
            scheduler_counts.yields++;
        else
            wait_for_others(self);
        return;
    }
    look = find_look(self, self->operation.pc, self->operation.address);
    if (look && look->same >= SAME_LOOKS) {
        self->spinning = true;
        self->spin_version = scheduler_version;
        scheduler_counts.yields++;
    } else if (look && look->total >= LOOKS_IN_A_ROW) {
        wait_for_others(self);
    }
}

// Too many operations. A task that went round some loop is told as such; else
// the schedule is just long.
_Noreturn void fairness_stop_at_limit(void)
{
    for (unsigned i = 0; i < clock_width; i++)
        for (unsigned k = 0; k < scheduler_task[i].looks; k++)
            if (scheduler_task[i].state == TASK_LIVE &&
                scheduler_task[i].look[k].ever > scheduler_rules.steps / 16)
                fail_livelock();
    fail_limit("one schedule takes more than %u operations",
               scheduler_rules.steps);
}

void fairness_had_turn(const struct task *self)
{
    for (unsigned i = 0; somebody_waits && i < clock_width; i++)
        set_remove(&scheduler_task[i].waits_for, self->id);
}

void fairness_reset(void)
{
    somebody_waits = false;
}

void fairness_no_more_free_yields(struct task *task)
{
    task->yields = FREE_YIELDS + 1;
}
