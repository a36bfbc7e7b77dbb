// trace_sentence.c - see trace_sentence.h: which sentence, and its parts.
#include "trace_sentence.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

// --- parts -------------------------------------------------------------------

const char *tell_where(const struct teller *t, const struct call_stack *stack,
                       uintptr_t pc)
{
    return names_where(t->names, names_student(t->names, stack, pc, NULL));
}

const char *tell_for(const struct teller *t, const char *at,
                     struct place caller)
{
    const char *from = names_where(t->names, caller);

    if (!caller.function || !strcmp(at, from))
        return at;
    return names_keep(t->names, "%s, for %s() at %s", at, caller.function,
                      from);
}

const char *tell_place(const struct teller *t, const struct call_stack *stack,
                       uintptr_t pc)
{
    const char *inner;
    struct place place = names_student(t->names, stack, pc, &inner);
    const char *where = names_where(t->names, place);

    if (inner)
        return names_keep(t->names, "in %s(), called at %s", inner, where);
    if (!place.function)
        return names_keep(t->names, "at %s", where);
    struct place caller = names_public(t->names, stack, pc);
    return names_keep(t->names, "in %s() at %s", place.function,
                      caller.given ? where : tell_for(t, where, caller));
}

const char *tell_locks(const struct teller *t, const struct lock_set *locks)
{
    const char *text = "nothing";

    for (uint32_t i = 0; locks && i < locks->count; i++) {
        const struct held_lock *h = &locks->lock[i];
        const char *name =
            names_variable(t->names, h->lock.address, h->lock.size, h->event);
        const char *mode = h->shared ? " (for reading)" : "";
        text = i ? names_keep(t->names, "%s%s %s%s", text,
                              i + 1 == locks->count ? " and" : ",", name, mode)
                 : names_keep(t->names, "%s%s", name, mode);
    }
    return text;
}

const char *tell_sync(const struct teller *t, struct sync_name sync)
{
    if (sync.kind == SYNC_THREAD)
        return names_keep(t->names, "the end of T%" PRIuPTR, sync.address);
    return names_keep(
        t->names, "%s %s", sync_kind_name(sync.kind),
        names_variable(t->names, sync.address, sync.size, EVENT_NONE));
}

const char *tell_variable(const struct teller *t, const struct access *a)
{
    const char *name = names_variable(t->names, a->address, a->size, a->event);

    if (name[0] == '#' || strchr(name, ' ')) {
        const char *written = names_written(t->names, a->pc, a->size);
        if (written)
            return written;
    }
    return name;
}

const char *tell_number(const struct teller *t, uint64_t number)
{
    char digits[32], text[48];
    size_t used = 0;
    int length = snprintf(digits, sizeof digits, "%" PRIu64, number);

    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            text[used++] = ' ';
        text[used++] = digits[i];
    }
    text[used] = '\0';
    return names_keep(t->names, "%s", text);
}

// --- what the code says itself -----------------------------------------------

const char *tell_said_at(const struct teller *t, const struct failure *f)
{
    const char *slash = f->file ? strrchr(f->file, '/') : NULL;

    if (!f->file)
        return NULL;
    return names_keep(t->names, "%s:%d",
                      names_clean(t->names, slash ? slash + 1 : f->file),
                      f->line);
}

static const char *said_where(const struct teller *t, const struct failure *f)
{
    const char *at = tell_said_at(t, f);

    if (!at)
        return names_keep(t->names, " %s", tell_place(t, f->stack, f->pc));
    return names_keep(t->names, " (%s)", at);
}

static const char *tell_promise(const struct teller *t, const struct failure *f)
{
    return names_keep(t->names, "broken promise: %s%s%s",
                      names_clean(t->names, f->text), said_where(t, f),
                      tell_stale_read(t));
}

// clang's assert tells "void f(void)", gcc's "f".
static const char *bare_function(const struct teller *t, const char *function)
{
    size_t length = strcspn(function, "("), start = length;

    while (start && function[start - 1] != ' ' && function[start - 1] != '*')
        start--;
    return names_keep(t->names, " in %.*s()", (int)(length - start),
                      function + start);
}

static const char *tell_assert(const struct teller *t, const struct failure *f)
{
    const char *in = f->function ? bare_function(t, f->function) : "";

    return names_keep(t->names, "T%u's assertion fails%s: %s%s%s", f->thread,
                      in, names_clean(t->names, f->text), said_where(t, f),
                      tell_stale_read(t));
}

// Who else is inside given code at the end: what the tripwire tripped over.
static const char *others_inside(const struct teller *t,
                                 const struct failure *f)
{
    const struct trace *trace = &t->x->trace;
    bool seen[256] = {false};

    for (uint32_t i = trace->event_count; i-- > 0;) {
        const struct event *e = &trace->event[i];
        const char *inner;
        if (e->thread == f->thread || e->thread >= 256 || seen[e->thread])
            continue;
        seen[e->thread] = true;
        if (e->kind == EVENT_THREAD_END)
            continue;
        struct place place = names_student(t->names, e->stack, e->pc, &inner);
        if (inner && names_place(t->names, e->pc).given)
            return names_keep(t->names,
                              "; meanwhile T%u is inside %s(), called at %s",
                              e->thread, inner, names_where(t->names, place));
    }
    return "";
}

static const char *tell_fatal(const struct teller *t, const struct failure *f)
{
    return names_keep(t->names, "fatal error: %s: T%u dies %s%s",
                      names_clean(t->names, f->text), f->thread,
                      tell_place(t, f->stack, f->pc), others_inside(t, f));
}

// --- which sentence ----------------------------------------------------------

static const char *tell_alone(const struct teller *t, const struct failure *f)
{
    switch (f->kind) {
    case FAILURE_NONE:
        return "nothing failed";
    case FAILURE_RACE:
        return tell_race(t, f);
    case FAILURE_USE_AFTER_FREE:
    case FAILURE_DOUBLE_FREE:
    case FAILURE_BAD_FREE:
    case FAILURE_HEAP_OVERFLOW:
    case FAILURE_LEAK:
    case FAILURE_DEAD_STACK:
        return tell_memory_failure(t, f);
    case FAILURE_DEADLOCK:
    case FAILURE_LOST_WAKEUP:
    case FAILURE_LIVELOCK:
    case FAILURE_ENDLESS_LOOP:
        return tell_waiting(t, f);
    case FAILURE_ASSERT:
        return tell_assert(t, f);
    case FAILURE_PROMISE:
        return tell_promise(t, f);
    case FAILURE_FATAL:
        return tell_fatal(t, f);
    case FAILURE_MISUSE:
        return tell_misuse(t, f);
    case FAILURE_ABORT:
    case FAILURE_EXIT:
    case FAILURE_SIGNAL:
    case FAILURE_STACK_OVERFLOW:
        return tell_crash(t, f);
    }
    return "an unknown failure";
}

const char *tell_failure(const struct teller *t, const struct failure *f)
{
    const char *text = tell_alone(t, f);

    if (!f->consequence)
        return text;
    return names_keep(t->names, "%s. What comes of it here: %s", text,
                      tell_alone(t, f->consequence));
}

static const char *race_end(const struct teller *t, const struct failure *f)
{
    if (f->first.event == EVENT_NONE)
        return "^ data race";
    return names_keep(t->names, "^ data race with step %" PRIu32,
                      f->first.event);
}

static const char *end_text(const struct teller *t, const struct failure *f)
{
    if (f->kind == FAILURE_RACE)
        return race_end(t, f);
    if (f->kind == FAILURE_PROMISE || f->kind == FAILURE_ASSERT ||
        f->kind == FAILURE_FATAL)
        return names_keep(t->names, "^ %s: %s", failure_kind_name(f->kind),
                          names_clean(t->names, f->text));
    if (f->kind == FAILURE_MISUSE)
        return names_keep(t->names, "^ %s", misuse_name(f->misuse));
    return names_keep(t->names, "^ %s", failure_kind_name(f->kind));
}

struct step_ends tell_ends(const struct teller *t, const struct failure *f)
{
    struct step_ends ends = {.count = 0};

    if (!f)
        return ends;
    if (f->consequence)
        f = f->consequence;
    for (uint32_t i = 0; i < f->waiter_count && ends.count < ENDS_MAX; i++) {
        const struct waiter *w = &f->waiter[i];
        if (w->sync.kind != SYNC_THREAD || !f->cycle_count)
            ends.end[ends.count++] = (struct step_end){
                w->thread, names_keep(t->names, "^ %s", tell_wait_end(t, w))};
    }
    if (!ends.count)
        ends.end[ends.count++] = (struct step_end){f->thread, end_text(t, f)};
    return ends;
}
