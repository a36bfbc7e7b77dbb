// trace_words.c - one event in words.
#include "trace_steps.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

const char *step_sync_name(struct names *names, struct sync_name sync,
                           uint32_t at)
{
    if (sync.kind == SYNC_THREAD)
        return names_keep(names, "T%" PRIuPTR, sync.address);
    return names_variable(names, sync.address, sync.size, at);
}

static const char *error_name(struct names *names, int error)
{
    switch (error) {
    case EPERM:
        return "EPERM";
    case EBUSY:
        return "EBUSY";
    case EDEADLK:
        return "EDEADLK";
    case ETIMEDOUT:
        return "ETIMEDOUT";
    case EINVAL:
        return "EINVAL";
    case EAGAIN:
        return "EAGAIN";
    default:
        return names_keep(names, "error %d", error);
    }
}

// --- memory ------------------------------------------------------------------

static const char *order_text(const struct event *e)
{
    static const char *const text[] = {" (relaxed)", " (consume)", " (acquire)",
                                       " (release)", " (acq_rel)", ""};

    return e->order <= ORDER_SEQ_CST ? text[e->order] : "";
}

static void tell_values(struct names *names, const struct event *e,
                        struct step *s)
{
    s->name = names_variable(names, e->address, e->size, e->index);
    s->before = names_value(names, e->address, e->size, e->before, e->index);
    s->after = names_value(names, e->address, e->size, e->after, e->index);
}

static void tell_read(struct names *names, const struct event *e,
                      struct step *s, const char *verb)
{
    tell_values(names, e, s);
    s->kind = verb;
    s->text = names_keep(names, e->size > 8 ? "%s %s %s%s" : "%s %s = %s%s",
                         verb, s->name, s->after,
                         e->kind == EVENT_READ ? "" : order_text(e));
}

// The write at which the schedule was stopped did not happen.
static bool is_refused(const struct names *names, const struct event *e)
{
    return e->kind == EVENT_WRITE && names_is_last(names, e);
}

static void tell_write(struct names *names, const struct event *e,
                       struct step *s, const char *verb)
{
    tell_values(names, e, s);
    s->kind = verb;
    if (e->size > 8)
        s->text = names_keep(names, "%s %s %s", verb, s->name, s->after);
    else if (is_refused(names, e))
        s->text =
            names_keep(names, "%s %s, so far %s", verb, s->name, s->before);
    else
        s->text =
            names_keep(names, "%s %s: %s -> %s%s", verb, s->name, s->before,
                       s->after, e->kind == EVENT_WRITE ? "" : order_text(e));
}

static void tell_cas(struct names *names, const struct event *e, struct step *s)
{
    if (e->success) {
        tell_write(names, e, s, "cas");
        return;
    }
    tell_values(names, e, s);
    s->kind = "cas";
    s->text = names_keep(
        names, "cas %s fails: it is %s, not %s", s->name, s->before,
        names_value(names, e->address, e->size, e->expected, e->index));
}

static const char *change_verb(const struct event *e)
{
    static const char *const verb[] = {
        [ATOMIC_EXCHANGE] = "exchange",
        [ATOMIC_ADD] = "add",
        [ATOMIC_SUB] = "sub",
        [ATOMIC_AND] = "and",
        [ATOMIC_OR] = "or",
        [ATOMIC_XOR] = "xor",
        [ATOMIC_NAND] = "nand",
    };

    return e->atomic_op < sizeof verb / sizeof *verb && verb[e->atomic_op]
               ? verb[e->atomic_op]
               : "change";
}

// What lies outside of the blocks has no name and no value.
static bool tell_astray(struct names *names, const struct event *e,
                        struct step *s)
{
    const char *where = e->kind >= EVENT_READ && e->kind <= EVENT_ATOMIC_CAS
                            ? names_astray(names, e)
                            : NULL;

    if (!where)
        return false;
    s->kind = e->kind == EVENT_READ || e->kind == EVENT_ATOMIC_LOAD ? "read"
                                                                    : "write";
    s->text = names_keep(names, "%s %" PRIu64 " byte%s %s", s->kind, e->size,
                         e->size == 1 ? "" : "s", where);
    return true;
}

static bool tell_memory(struct names *names, const struct event *e,
                        struct step *s)
{
    if (tell_astray(names, e, s))
        return true;
    if (e->kind == EVENT_READ)
        tell_read(names, e, s, "read");
    else if (e->kind == EVENT_WRITE)
        tell_write(names, e, s, "write");
    else if (e->kind == EVENT_ATOMIC_LOAD)
        tell_read(names, e, s, "load");
    else if (e->kind == EVENT_ATOMIC_STORE)
        tell_write(names, e, s, "store");
    else if (e->kind == EVENT_ATOMIC_RMW)
        tell_write(names, e, s, change_verb(e));
    else if (e->kind == EVENT_ATOMIC_CAS)
        tell_cas(names, e, s);
    else
        return false;
    return true;
}

// --- locks and waiting -------------------------------------------------------

static const char *lock_verb(const struct event *e, const char *verb,
                             struct names *names)
{
    if (e->sync.kind == SYNC_RWLOCK && e->kind != EVENT_UNLOCK)
        return names_keep(names, "%s-%s", e->shared ? "read" : "write", verb);
    return verb;
}

static void tell_lock(struct names *names, const struct event *e,
                      struct step *s)
{
    const char *how = "";

    s->kind = e->kind == EVENT_UNLOCK ? "unlock" : "lock";
    s->name = step_sync_name(names, e->sync, e->index);
    if (e->result && e->kind != EVENT_TRY_LOCK)
        how = names_keep(names, ": %s", error_name(names, e->result));
    else if (e->kind == EVENT_TRY_LOCK)
        how = e->success ? ": taken" : ": busy";
    else if (e->kind == EVENT_TIMED_LOCK)
        how = e->success ? ": taken" : ": the time ran out";
    const char *verb = e->kind == EVENT_UNLOCK       ? "unlock"
                       : e->kind == EVENT_TRY_LOCK   ? "trylock"
                       : e->kind == EVENT_TIMED_LOCK ? "timed lock"
                                                     : "lock";
    s->text =
        names_keep(names, "%s %s%s", lock_verb(e, verb, names), s->name, how);
}

static void tell_blocked(struct names *names, const struct event *e,
                         struct step *s)
{
    s->kind = "blocked";
    if (e->sync.kind == SYNC_NONE || e->sync.kind == SYNC_THREAD) {
        s->text = e->other == THREAD_NONE
                      ? "waits"
                      : names_keep(names, "waits for T%u to end", e->other);
        return;
    }
    s->name = step_sync_name(names, e->sync, e->index);
    s->text =
        e->other == THREAD_NONE
            ? names_keep(names, "waits for %s", s->name)
            : names_keep(names, "waits for %s, held by T%u", s->name, e->other);
}

static const char *cause_text(struct names *names, const struct event *e)
{
    if (e->wake == WAKE_TIMED_OUT)
        return ": the time ran out";
    if (e->wake == WAKE_SPURIOUS)
        return ": nobody signalled (spurious)";
    return e->cause == EVENT_NONE
               ? ""
               : names_keep(names, ", see step %" PRIu32, e->cause);
}

static bool tell_condition(struct names *names, const struct event *e,
                           struct step *s)
{
    if (e->kind < EVENT_WAIT || e->kind > EVENT_BROADCAST)
        return false;
    s->name = step_sync_name(names, e->sync, e->index);
    if (e->kind == EVENT_WAIT) {
        s->kind = "wait";
        s->text = names_keep(names, "waits on %s, unlocks %s", s->name,
                             step_sync_name(names, e->mutex, e->index));
    } else if (e->kind == EVENT_WAKE) {
        s->kind = "wake";
        s->text =
            names_keep(names, "wakes on %s%s", s->name, cause_text(names, e));
    } else if (e->kind == EVENT_SIGNAL) {
        s->kind = "signal";
        s->text =
            e->other == THREAD_NONE
                ? names_keep(names, "signal %s: nobody waits", s->name)
                : names_keep(names, "signal %s: wakes T%u", s->name, e->other);
    } else {
        s->kind = "broadcast";
        s->text = names_keep(names, "broadcast %s: wakes %" PRIu64, s->name,
                             e->after);
    }
    return true;
}

static bool tell_other_sync(struct names *names, const struct event *e,
                            struct step *s)
{
    static const char *const verb[] = {
        [EVENT_SYNC_INIT] = "init",       [EVENT_SYNC_DESTROY] = "destroy",
        [EVENT_SEM_WAIT] = "sem_wait",    [EVENT_SEM_TRY_WAIT] = "sem_trywait",
        [EVENT_SEM_POST] = "sem_post",    [EVENT_BARRIER_ARRIVE] = "arrives at",
        [EVENT_BARRIER_LEAVE] = "leaves", [EVENT_ONCE] = "once",
    };
    const char *how = "";

    if (e->kind > EVENT_ONCE || !verb[e->kind])
        return false;
    s->name = step_sync_name(names, e->sync, e->index);
    s->kind = verb[e->kind];
    if (e->kind == EVENT_SEM_WAIT && !e->success)
        how = ": the time ran out";
    else if (e->kind == EVENT_SEM_WAIT || e->kind == EVENT_SEM_POST)
        how =
            names_keep(names, ": %" PRIu64 " -> %" PRIu64, e->before, e->after);
    if (e->kind == EVENT_SEM_TRY_WAIT)
        how = e->success ? ": taken" : ": it is 0";
    if (e->kind == EVENT_BARRIER_ARRIVE)
        how = e->success ? ", the last"
                         : names_keep(names, ", number %" PRIu64, e->after);
    if (e->kind == EVENT_ONCE)
        how = e->success ? ": ran it" : ": was done";
    s->text = names_keep(names, "%s %s%s", s->kind, s->name, how);
    return true;
}

// --- the rest ----------------------------------------------------------------

static void tell_heap(struct names *names, const struct event *e,
                      struct step *s)
{
    if (e->kind == EVENT_FREE) {
        s->kind = "free";
        s->text =
            e->block
                ? names_keep(names, "free #%" PRIu32, e->block)
                : names_keep(names, "free %s",
                             names_variable(names, e->address, 1, e->index));
        return;
    }
    s->kind = "malloc";
    s->text = names_keep(names, "%s = #%" PRIu32 ", %" PRIu64 " bytes",
                         e->text ? e->text : "malloc", e->block, e->size);
}

static void tell_text(struct names *names, const struct event *e,
                      struct step *s)
{
    const char *text = names_clean(names, e->text);

    switch (e->kind) {
    case EVENT_CALL:
        s->kind = "call";
        s->text = text;
        return;
    case EVENT_RETURN:
        s->kind = "return";
        s->text = names_keep(names, "=> %s", text);
        return;
    case EVENT_OUTPUT:
        s->kind = "output";
        s->text = names_keep(names, "prints \"%s\"", text);
        return;
    default:
        s->kind = "note";
        s->text = text;
    }
}

static void tell_thread(struct names *names, const struct event *e,
                        struct step *s)
{
    static const char *const kind[] = {
        "start", "end", "create", "join", "detach", "yield", "sleep",
    };

    s->kind = kind[e->kind];
    switch (e->kind) {
    case EVENT_THREAD_START:
        s->text = "starts";
        return;
    case EVENT_THREAD_END:
        s->text = "ends";
        return;
    case EVENT_YIELD:
        s->text = "sched_yield()";
        return;
    case EVENT_SLEEP:
        s->text = "sleeps";
        return;
    default:
        s->text = names_keep(names, "%s T%u",
                             e->kind == EVENT_CREATE ? "creates"
                             : e->kind == EVENT_JOIN ? "joins"
                                                     : "detaches",
                             e->other);
    }
}

static const char *fence_text(struct names *names, const struct event *e)
{
    return names_keep(names, "fence%s", order_text(e));
}

void step_describe(struct names *names, const struct event *e, struct step *s)
{
    if (tell_memory(names, e, s) || tell_condition(names, e, s) ||
        tell_other_sync(names, e, s))
        return;
    if (e->kind <= EVENT_SLEEP) {
        tell_thread(names, e, s);
    } else if (e->kind >= EVENT_LOCK && e->kind <= EVENT_UNLOCK) {
        tell_lock(names, e, s);
    } else if (e->kind == EVENT_BLOCKED) {
        tell_blocked(names, e, s);
    } else if (e->kind == EVENT_ALLOC || e->kind == EVENT_FREE) {
        tell_heap(names, e, s);
    } else if (e->kind == EVENT_ENTER) {
        s->kind = "call";
        s->text =
            names_keep(names, "%s()", names_function(names, e->address - 1));
    } else if (e->kind == EVENT_FENCE) {
        s->kind = "fence";
        s->text = fence_text(names, e);
    } else {
        tell_text(names, e, s);
    }
}
