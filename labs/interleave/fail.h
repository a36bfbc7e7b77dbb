// fail.h - private: end the schedule with a failure.
//
// Each call fills shared->failure as failure.h says and leaves the schedule
// for good. It must be made by the running task.
#ifndef INTERLEAVE_FAIL_H
#define INTERLEAVE_FAIL_H

#include "failure.h"
#include "sync.h"

// The failure of this schedule, cleared and begun: thread, pc, stack, locks.
// Fill in the rest, then fail_end().
struct failure *fail_begin(enum failure_kind kind, uintptr_t pc);
_Noreturn void fail_end(void);

_Noreturn void fail_deadlock(void);
_Noreturn void fail_livelock(void);
_Noreturn void fail_misuse(enum misuse_kind misuse,
                           const struct sync_object *object, int other,
                           uintptr_t pc);
_Noreturn void fail_text(enum failure_kind kind, const char *text,
                         const char *file, int line, const char *function,
                         uintptr_t pc);

// Could not judge.
_Noreturn void fail_limit(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
// why: "which reads input"; NULL: which the explorer does not know.
_Noreturn void fail_unsupported(const char *call, uintptr_t pc,
                                const char *why);

#endif
