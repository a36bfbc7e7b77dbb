// steps.c - see steps.h.
//
//   U1  step_at[0 .. step_count) stand in the order in which they were chosen;
//       numbers of one thread rise by one.
//   U2  A footprint's touches lie side by side in pool; those of the last step
//       are the last ones.
#include "steps.h"

#include "scheduler.h"

bool steps_on, steps_overflow;
struct step step_at[STEPS_MAX];
uint32_t step_count;

static struct touch pool[TOUCHES_MAX + 1];  // the last one is never counted
static uint32_t pooled;
static uint32_t steps_of[THREADS_MAX];

void steps_reset(void)
{
    step_count = pooled = 0;
    steps_overflow = false;
    memset(steps_of, 0, sizeof steps_of);
}

// --- what the running step touches -------------------------------------------

static struct step *last(void)
{
    return &step_at[step_count - 1];
}

static bool has_to_wait(const struct operation *operation)
{
    return operation->ready || operation->kind == EVENT_THREAD_START;
}

static bool is_waited_for(const struct task *task, uintptr_t address)
{
    const struct operation *o = &task->operation;

    return has_to_wait(o) && o->object && o->object->name.address == address;
}

static bool is_told(const struct footprint *f, const struct touch *t)
{
    const struct touch *before = f->count ? &f->touch[f->count - 1] : t;

    return f->count && before->from == t->from && before->to == t->to &&
           before->use >= t->use && before->effect == t->effect;
}

// pool[pooled] was filled in: it counts, unless it tells nothing new.
static void add_touch(void)
{
    struct footprint *f = &last()->footprint;

    if (f->everything || is_told(f, &pool[pooled]))
        return;
    if (pooled == TOUCHES_MAX) {
        steps_overflow = true;
        return;
    }
    pooled++;
    f->count++;
}

void steps_touch(uintptr_t address, uint64_t size, enum touch_use use,
                 enum touch_effect effect)
{
    if (!steps_on || !size)
        return;
    pool[pooled] =
        (struct touch){.from = address,
                       .to = address + size,
                       .use = (uint8_t)use,
                       .effect = (uint8_t)effect,
                       .waited = is_waited_for(scheduler_current, address)};
    add_touch();
}

void steps_touch_everything(void)
{
    if (steps_on)
        last()->footprint.everything = true;
}

// --- going on ----------------------------------------------------------------

// The byte that stands for "may go on": one of the task's own.
static struct touch leave_of(const struct task *task, enum touch_use use,
                             enum touch_effect effect)
{
    uintptr_t at = (uintptr_t)&task->signalled;

    return (struct touch){at, at + 1, (uint8_t)use, (uint8_t)effect,
                          use == TOUCH_READS};
}

static bool needs_leave(const struct task *task)
{
    switch (task->operation.kind) {
    case EVENT_THREAD_START:
    case EVENT_WAKE:
    case EVENT_BARRIER_LEAVE:
        return true;
    default:
        return false;
    }
}

void steps_let_go(const struct task *task)
{
    if (!steps_on)
        return;
    pool[pooled] = leave_of(task, TOUCH_WRITES, EFFECT_OPENS);
    add_touch();
}

// --- steps -------------------------------------------------------------------

void steps_begin(const struct task *task, uint32_t node)
{
    if (step_count == STEPS_MAX) {
        steps_overflow = true;
        step_count--;
    }
    step_at[step_count++] = (struct step){
        .thread = task->id,
        .number = ++steps_of[task->id],
        .node = node,
        .footprint = {.touch = &pool[pooled],
                      .waited = has_to_wait(&task->operation)},
    };
    if (!needs_leave(task))
        return;
    pool[pooled] = leave_of(task, TOUCH_READS, EFFECT_NONE);
    add_touch();
}

struct footprint steps_pending(const struct task *task, struct touch *touch)
{
    const struct operation *o = &task->operation;

    if (needs_leave(task)) {
        *touch = leave_of(task, TOUCH_READS, EFFECT_NONE);
        return (struct footprint){touch, 1, false, true};
    }
    if (!o->object && !o->address)
        return (struct footprint){touch, 0, false, has_to_wait(o)};
    *touch = (struct touch){.from = o->address, .use = TOUCH_WRITES};
    touch->to = o->address + (o->size ? o->size : 1);
    if (o->object)
        touch->to =
            touch->from + (o->object->name.size ? o->object->name.size : 1);
    touch->waited = has_to_wait(o);
    return (struct footprint){touch, 1, false, touch->waited};
}

// --- which may not change places ---------------------------------------------

static bool conflict(const struct touch *a, const struct touch *b)
{
    return a->from < b->to && b->from < a->to &&
           (a->use != b->use || a->use == TOUCH_WRITES);
}

static unsigned relation(const struct touch *earlier, const struct touch *later)
{
    if (!conflict(earlier, later))
        return 0;
    if (!later->waited)
        return DEPENDS;
    if (earlier->effect == EFFECT_OPENS)
        return DEPENDS | OPENED;
    if (earlier->effect == EFFECT_CLOSES)
        return DEPENDS | CLOSED;
    if (earlier->effect == EFFECT_CLOSES_SOME)
        return DEPENDS | CLOSED | UNSURE;
    return DEPENDS | UNSURE;
}

unsigned steps_relation(const struct footprint *earlier,
                        const struct footprint *later)
{
    unsigned sum = 0;

    // What had to wait might not have been able to come first.
    if (earlier->everything || later->everything)
        sum = later->waited ? DEPENDS | UNSURE : DEPENDS;
    for (uint32_t i = 0; i < earlier->count; i++)
        for (uint32_t k = 0; k < later->count; k++)
            sum |= relation(&earlier->touch[i], &later->touch[k]);
    return sum;
}
