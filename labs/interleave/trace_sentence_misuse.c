// trace_sentence_misuse.c - crashes and misused pthread calls in a sentence.
#include "trace_sentence.h"

#include <signal.h>

// --- crashes -----------------------------------------------------------------

static const char *signal_text(int signal)
{
    switch (signal) {
    case SIGSEGV:
        return "segmentation fault";
    case SIGBUS:
        return "bus error";
    case SIGFPE:
        return "arithmetic error (division by zero?)";
    case SIGILL:
        return "illegal instruction";
    case SIGABRT:
        return "abort";
    default:
        return "signal";
    }
}

static const char *through(const struct teller *t, const struct failure *f)
{
    if (f->signal != SIGSEGV && f->signal != SIGBUS)
        return "";
    if (f->address == 0)
        return ", through a NULL pointer";
    if (f->address < 4096)
        return names_keep(t->names,
                          ", through a NULL pointer (%u bytes behind it)",
                          (unsigned)f->address);
    return ", through a pointer that points to no memory";
}

// What a signal interrupts has not been done: the instruction itself counts,
// not the one before it.
static const char *crash_place(const struct teller *t, const struct failure *f)
{
    return tell_place(t, f->stack, f->pc + 1);
}

const char *tell_crash(const struct teller *t, const struct failure *f)
{
    switch (f->kind) {
    case FAILURE_ABORT:
        return names_keep(t->names, "T%u calls abort() %s%s", f->thread,
                          tell_place(t, f->stack, f->pc), tell_stale_read(t));
    case FAILURE_EXIT:
        return names_keep(t->names, "T%u ends the program with status %d %s",
                          f->thread, f->status, tell_place(t, f->stack, f->pc));
    case FAILURE_STACK_OVERFLOW:
        return names_keep(
            t->names,
            "stack overflow: T%u calls too deep, or its variables "
            "are too big, %s",
            f->thread, crash_place(t, f));
    default:
        return names_keep(t->names, "crash: T%u %s%s: %s", f->thread,
                          crash_place(t, f), through(t, f),
                          signal_text(f->signal));
    }
}

// --- misuse ------------------------------------------------------------------

static const char *about_other(const struct teller *t, const struct failure *f)
{
    if (f->other == THREAD_NONE)
        return f->misuse == MISUSE_UNLOCK_NOT_HELD ? ": nobody holds it" : "";
    switch (f->misuse) {
    case MISUSE_UNLOCK_NOT_HELD:
    case MISUSE_DESTROY_LOCKED:
    case MISUSE_RELOCK:
        return names_keep(t->names, ": T%u holds it", f->other);
    case MISUSE_DESTROY_WAITED_FOR:
    case MISUSE_INIT_IN_USE:
        return names_keep(t->names, ": T%u uses it", f->other);
    default:
        return names_keep(t->names, ": T%u", f->other);
    }
}

static const struct call_stack *stack_of_lock(const struct teller *t,
                                              const struct held_lock *h)
{
    const struct trace *trace = &t->x->trace;

    return h->event < trace->event_count ? trace->event[h->event].stack : NULL;
}

static const struct held_lock *lock_meant(const struct failure *f)
{
    return held_lock(f->locks, f->sync.address);
}

const struct call_stack *tell_stack(const struct teller *t,
                                    const struct failure *f)
{
    const struct held_lock *h = lock_meant(f);

    return f->misuse == MISUSE_END_HOLDING_LOCK && h ? stack_of_lock(t, h)
                                                     : f->stack;
}

// That a lock is still held is the mistake of who took it, not of who finds
// it so.
struct place tell_taker(const struct teller *t, const struct failure *f)
{
    const struct held_lock *h = lock_meant(f);
    bool still_held = f->misuse == MISUSE_RELOCK ||
                      f->misuse == MISUSE_END_HOLDING_LOCK ||
                      f->misuse == MISUSE_DESTROY_LOCKED;

    if (f->kind != FAILURE_MISUSE || !still_held || !h)
        return (struct place){0};
    return names_public(t->names, stack_of_lock(t, h), h->pc);
}

static const char *held_since(const struct teller *t, const struct failure *f)
{
    const struct held_lock *h = lock_meant(f);

    if (!h)
        return "";
    return names_keep(
        t->names, ": it has held it since %s",
        names_where(t->names,
                    names_public(t->names, stack_of_lock(t, h), h->pc)));
}

static const char *about_locks(const struct teller *t, const struct failure *f)
{
    if (f->misuse == MISUSE_RELOCK ||
        (f->misuse == MISUSE_DESTROY_LOCKED && lock_meant(f)))
        return held_since(t, f);
    if (f->misuse != MISUSE_UNLOCK_NOT_HELD &&
        f->misuse != MISUSE_WAIT_WITHOUT_MUTEX)
        return about_other(t, f);
    return names_keep(t->names, "%s; T%u itself holds %s", about_other(t, f),
                      f->thread, tell_locks(t, f->locks));
}

const char *tell_misuse(const struct teller *t, const struct failure *f)
{
    const char *what =
        f->sync.kind == SYNC_NONE || f->sync.kind == SYNC_THREAD
            ? ""
            : names_keep(t->names, " (%s)", tell_sync(t, f->sync));

    return names_keep(
        t->names, "misuse: T%u %s%s %s%s", f->thread, misuse_name(f->misuse),
        what, tell_place(t, tell_stack(t, f), f->pc), about_locks(t, f));
}
