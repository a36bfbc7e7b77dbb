// memory.c - see memory.h.
#include "memory.h"

#include "fail.h"
#include "heap.h"
#include "log.h"
#include "race.h"
#include "region.h"
#include "replay.h"
#include "scheduler.h"
#include "steps.h"

static void check_stack(uintptr_t address, uint64_t size, enum access_kind kind,
                        uintptr_t pc)
{
    unsigned thread = region_stack_thread(address);
    struct failure *f;

    if (thread >= clock_width || thread == scheduler_current->id)
        return;
    steps_touch(address, size, TOUCH_READS, EFFECT_NONE);
    if (scheduler_task[thread].state != TASK_ENDED)
        return;
    f = fail_begin(FAILURE_DEAD_STACK, pc);
    f->other = (uint16_t)thread;
    f->second = (struct access){kind, f->thread, address,  size,
                                pc,   f->event,  f->stack, f->locks};
    fail_end();
}

void memory_touch(uintptr_t address, uint64_t size, enum access_kind kind,
                  uintptr_t pc)
{
    if (region_is_heap(address))
        heap_check(address, size, kind, pc);
    else if (region_is_stack(address))
        check_stack(address, size, kind, pc);
    if (!scheduler_alone)
        race_access(address, size, kind, pc);
}

// --- plain accesses ----------------------------------------------------------

static bool is_own_stack(const struct task *self, uintptr_t address)
{
    return region_is_stack(address) && region_stack_thread(address) == self->id;
}

static bool is_point(const struct task *self, uintptr_t address, uintptr_t pc)
{
    switch (scheduler_rules.points) {
    case POINTS_NONE:
        return false;
    case POINTS_RACING:
        return race_known_count && race_is_known(pc);
    case POINTS_SHARED:
        return !is_own_stack(self, address) || race_is_known(pc);
    case POINTS_COUNTED:
        return replay_stops_at(self);
    }
    return false;
}

// A loop that touches memory for ever but never reaches an operation.
static void grow_impatient(struct task *self, uintptr_t pc)
{
    uint32_t quiet = self->quiet;

    if (quiet >= ENDLESS_ACCESSES) {
        fail_begin(FAILURE_ENDLESS_LOOP, pc);
        fail_end();
    }
    if (scheduler_live == 1)
        return;
    scheduler_let_others(pc);
    self->quiet = quiet;
}

static void log_access(struct task *self, uintptr_t address, uint64_t size,
                       bool write, uintptr_t pc)
{
    struct event *e = log_event(write ? EVENT_WRITE : EVENT_READ, pc);

    log_memory(e, address, size);
    if (write)
        log_unfinished(self, e);
}

void memory_plain(uintptr_t address, uint64_t size, bool write, uintptr_t pc)
{
    struct task *self = scheduler_current;

    if (!self || !size)
        return;
    log_finish(self);
    scheduler_counts.accesses++;
    self->accesses++;
    self->last_pc = pc;
    if (++self->quiet % QUIET_ACCESSES == 0)
        grow_impatient(self, pc);
    if (!scheduler_alone && is_point(self, address, pc)) {
        scheduler_plain_point(address, size, write, pc);
        steps_touch(address, size, write ? TOUCH_WRITES : TOUCH_READS,
                    EFFECT_NONE);
    }
    if (log_on)
        log_access(self, address, size, write, pc);
    memory_touch(address, size, write ? ACCESS_WRITE : ACCESS_READ, pc);
    if (write && !scheduler_alone && !is_own_stack(self, address))
        scheduler_version++;
}
