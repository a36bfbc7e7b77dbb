// scheduler.c - see scheduler.h.
//
//   S1  scheduler_current is the task whose context runs, NULL outside of a
//       schedule.
//   S2  A task that does not run has an operation pending and is chosen only
//       if that operation is ready.
#include "scheduler.h"

#include "fail.h"
#include "fairness.h"
#include "log.h"

#include <string.h>

struct task *scheduler_current;
struct task scheduler_task[THREADS_MAX];
unsigned scheduler_live;
bool scheduler_alone;
struct scheduler_rules scheduler_rules;
struct scheduler_counts scheduler_counts;
uint64_t scheduler_version, scheduler_time;
enum switch_kind scheduler_switched;
unsigned clock_width, clock_reach;

static struct context outside;
static enum run_status status;
static struct choice choice;

// --- who could run -----------------------------------------------------------

bool scheduler_ready(const struct task *task)
{
    return !task->operation.ready || task->operation.ready(task);
}

static void find_ready(struct thread_set *ready)
{
    for (unsigned i = 0; i < clock_width; i++)
        if (scheduler_task[i].state == TASK_LIVE &&
            scheduler_ready(&scheduler_task[i]))
            set_add(ready, i);
}

static void find_eligible(const struct thread_set *ready,
                          struct thread_set *eligible)
{
    for (unsigned i = 0; i < clock_width; i++)
        if (set_has(ready, i) && !fairness_must_wait(&scheduler_task[i], ready))
            set_add(eligible, i);
}

static bool is_empty(const struct thread_set *set)
{
    for (unsigned i = 0; i < sizeof set->word / sizeof *set->word; i++)
        if (set->word[i])
            return false;
    return true;
}

// --- the question ------------------------------------------------------------

static void offer(unsigned pick, unsigned cost)
{
    choice.option[choice.count++] =
        (struct option){.pick = (uint16_t)pick, .cost = (uint8_t)cost};
}

// All of set but self, from the thread after self round to the one before it;
// by rising number if self has ended or waits.
static void offer_others(const struct task *self, const struct thread_set *set,
                         bool round, unsigned cost)
{
    unsigned thread = round ? self->id + 1u : 0;

    for (unsigned i = 0; i < clock_width; i++, thread++) {
        thread = thread < clock_width ? thread : 0;
        if (thread != self->id && set_has(set, thread))
            offer(PICK_THREAD + thread, cost);
    }
}

static void offer_early_wake(unsigned pick, unsigned cost)
{
    scheduler_counts.early_wakes++;
    offer(pick, cost);
}

// What can be had at once is never refused for the time it took.
static void offer_early_wakes(unsigned cost)
{
    for (unsigned i = 0; i < clock_width; i++) {
        const struct task *t = &scheduler_task[i];
        if (t->state != TASK_LIVE || !t->waits_on || t->signalled)
            continue;
        if (t->timed && !scheduler_ready(t))
            offer_early_wake(PICK_TIMEOUT + i, cost);
        if (scheduler_rules.spurious && t->waits_mutex)
            offer_early_wake(PICK_SPURIOUS + i, cost);
    }
}

// Nobody is both ready and due: the task after self goes round once more, or
// time passes.
static void offer_the_only_way(const struct task *self,
                               const struct thread_set *ready)
{
    const struct task *first = NULL;

    if (!is_empty(ready)) {
        offer_others(self, ready, true, 0);
        if (!choice.count)
            offer(self->id, 0);
        choice.count = 1;
        return;
    }
    for (unsigned i = 0; i < clock_width; i++) {
        const struct task *t = &scheduler_task[i];
        if (t->state == TASK_LIVE && t->waits_on && t->timed &&
            (!first || t->deadline < first->deadline))
            first = t;
    }
    if (first)
        offer(PICK_TIMEOUT + first->id, 0);
}

static void offer_all(const struct task *self, const struct thread_set *ready)
{
    struct thread_set set = {{0}};
    bool yields = self->state == TASK_LIVE && self->operation.yields;

    find_eligible(ready, &set);
    bool goes_on = set_has(&set, self->id) && self->state == TASK_LIVE;
    choice.count = 0;
    choice.task = self;
    if (is_empty(&set)) {
        offer_the_only_way(self, ready);
    } else if (yields) {
        offer_others(self, &set, true, 0);
        if (goes_on && (fairness_may_go_on(self) || !choice.count))
            offer(self->id, 0);
        offer_early_wakes(1);
    } else {
        if (goes_on)
            offer(self->id, 0);
        offer_others(self, &set, false, goes_on);
        offer_early_wakes(1);
    }
}

// --- enumeration: steps that nobody sees are not choices --------------------

static bool is_silent(const struct operation *operation)
{
    switch (operation->kind) {
    case EVENT_THREAD_START:
    case EVENT_THREAD_END:
    case EVENT_CREATE:
    case EVENT_JOIN:
    case EVENT_DETACH:
    case EVENT_CALL:
    case EVENT_SYNC_INIT:
    case EVENT_SYNC_DESTROY:
        return true;
    default:
        return false;
    }
}

static void keep_only_a_silent_step(void)
{
    for (unsigned i = 0; i < choice.count; i++) {
        unsigned thread = choice.option[i].pick % PICK_TIMEOUT;
        if (!is_silent(&scheduler_task[thread].operation))
            continue;
        choice.option[0] = choice.option[i];
        choice.count = 1;
    }
}

// --- passing the processor ---------------------------------------------------

static void wake_early(struct task *task, unsigned pick)
{
    task->signalled = true;
    task->timed_out = pick >= PICK_TIMEOUT && pick < PICK_SPURIOUS;
    task->spurious = pick >= PICK_SPURIOUS;
    task->cause = EVENT_NONE;
    if (task->timed_out && task->deadline > scheduler_time)
        scheduler_time = task->deadline;
    if (task->spurious)
        scheduler_rules.spurious--;
}

static enum switch_kind why(const struct task *self, const struct option *taken)
{
    if (self->state != TASK_LIVE)
        return SWITCH_ENDED;
    if (taken->cost)
        return SWITCH_FORCED;
    return self->operation.yields || self->spinning || scheduler_ready(self)
               ? SWITCH_YIELDED
               : SWITCH_BLOCKED;
}

static void begin_step(const struct task *task, bool early)
{
    if (scheduler_rules.step)
        scheduler_rules.step(task, early);
}

static void run(struct task *self, struct task *next)
{
    if (next == self)
        return;
    scheduler_current = next;
    context_switch(&self->context, &next->context);
}

static void take(struct task *self, const struct option *taken)
{
    struct task *next = &scheduler_task[taken->pick % PICK_TIMEOUT];

    if (next != self) {
        scheduler_switched = why(self, taken);
        scheduler_counts.forced += scheduler_switched == SWITCH_FORCED;
    }
    if (taken->pick >= PICK_TIMEOUT)
        wake_early(next, taken->pick);
    begin_step(next, taken->pick >= PICK_TIMEOUT);
    run(self, next);
}

static void hand_over(struct task *self, bool plain)
{
    struct thread_set ready = {{0}};
    unsigned taken = 0;

    find_ready(&ready);
    choice.is_value = false;
    choice.plain = plain;
    offer_all(self, &ready);
    if (scheduler_rules.silent_steps)
        keep_only_a_silent_step();
    if (!choice.count)
        fail_deadlock();
    if (choice.count > 1) {
        scheduler_counts.switch_points++;
        taken = scheduler_rules.strategy(&choice);
    }
    take(self, &choice.option[taken]);
}

unsigned scheduler_value(unsigned count)
{
    if (count < 2)
        return 0;
    choice.is_value = true;
    choice.plain = false;
    choice.task = scheduler_current;
    choice.count = 0;
    for (unsigned i = 0; i < count; i++)
        offer(i, 0);
    return choice.option[scheduler_rules.strategy(&choice)].pick;
}

// --- points ------------------------------------------------------------------

void scheduler_point(struct operation operation)
{
    struct task *self = scheduler_current;

    log_finish(self);
    self->operation = operation;
    self->last_pc = operation.pc;
    self->operations++;
    self->quiet = 0;
    if (++scheduler_counts.steps > scheduler_rules.steps)
        fairness_stop_at_limit();
    if (scheduler_live == 1 && scheduler_ready(self)) {
        self->spinning = false;
        begin_step(self, false);
        return;
    }
    if (self->looks || operation.yields)
        fairness_judge(self);
    if (log_on && !scheduler_ready(self))
        log_blocked(self);
    hand_over(self, false);
    self->spinning = false;
    fairness_had_turn(self);
}

void scheduler_plain_point(uintptr_t address, uint64_t size, bool write,
                           uintptr_t pc)
{
    struct task *self = scheduler_current;

    self->operation =
        (struct operation){.kind = write ? EVENT_WRITE : EVENT_READ,
                           .address = address,
                           .size = size,
                           .pc = pc};
    if (scheduler_live == 1) {
        begin_step(self, false);
        return;
    }
    hand_over(self, true);
    self->spinning = false;
}

void scheduler_let_others(uintptr_t pc)
{
    fairness_no_more_free_yields(scheduler_current);
    scheduler_point(
        (struct operation){.kind = EVENT_YIELD, .pc = pc, .yields = true});
}

// --- a schedule --------------------------------------------------------------

_Noreturn void scheduler_leave(enum run_status how)
{
    struct context gone;

    status = how;
    scheduler_current = NULL;
    context_switch(&gone, &outside);
    __builtin_unreachable();
}

_Noreturn void scheduler_end(void)
{
    struct task *self = scheduler_current;

    log_finish(self);
    self->state = TASK_ENDED;
    scheduler_live--;
    scheduler_version++;
    if (!scheduler_live || self->body_done)
        scheduler_leave(RUN_DONE);
    self->operations++;
    hand_over(self, false);
    __builtin_unreachable();
}

void scheduler_reset(void)
{
    memset(&scheduler_counts.steps, 0,
           sizeof scheduler_counts - offsetof(struct scheduler_counts, steps));
    fairness_reset();
    scheduler_live = 0;
    scheduler_alone = true;
    scheduler_version = 1;
    scheduler_time = 0;
    scheduler_switched = SWITCH_NONE;
    clock_width = 0;
}

enum run_status scheduler_run(struct task *first)
{
    outside.thread_pointer = context_thread_pointer();
    scheduler_current = first;
    begin_step(first, false);
    context_switch(&outside, &first->context);
    return status;
}
