// log.h - private: writes down what happens, as event.h describes it.
//
// Only schedules that are shown are logged (log_on); all others run without.
#ifndef INTERLEAVE_LOG_H
#define INTERLEAVE_LOG_H

#include "sync.h"
#include "task.h"

extern bool log_on;

// Forget the trace of the schedule before.
void log_reset(void);

// A new event of the running task. Returns: the event with thread, pc, stack
// and locks filled in; a scrap one if log_on is false or the trace is full.
struct event *log_event(enum event_kind kind, uintptr_t pc);

// The same, with the sync object it is about.
struct event *log_sync(enum event_kind kind, const struct sync_object *object,
                       uintptr_t pc);

// Fill in address, size, region, block and the value before (and after, which
// is right for a read).
void log_memory(struct event *event, uintptr_t address, uint64_t size);

// The task's last event is a write whose effect is not there yet.
void log_unfinished(struct task *task, struct event *event);

// The write is done: note the new value.
void log_finish_now(struct task *task);

static inline void log_finish(struct task *task)
{
    if (task->unfinished)
        log_finish_now(task);
}

// The task is about to wait.
void log_blocked(const struct task *task);

// What a task that does not run will do next, or what it waits for, as an event
// that is in no trace.
void log_pending(const struct task *task, struct event *event);

// The task's stack and locks now, in the depot. NULL if that is full.
const struct call_stack *log_stack(const struct task *task, uintptr_t pc);
const struct lock_set *log_locks(const struct task *task);

// The index of the last event, and of the next; EVENT_NONE if none is logged.
uint32_t log_last(void);
uint32_t log_next(void);

// A hash that differs if what happened differs.
uint64_t log_hash_event(uint64_t hash, const struct event *event);

// The schedule is over: mark private events, hash the trace, fill *trace.
void log_close(struct trace *trace);

#endif
