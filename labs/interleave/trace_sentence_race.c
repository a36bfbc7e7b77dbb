// trace_sentence_race.c - a data race in a sentence.
#include "trace_sentence.h"

#include <string.h>

static const char *verb(const struct access *a)
{
    switch (a->kind) {
    case ACCESS_READ:
        return "reads";
    case ACCESS_WRITE:
        return "writes";
    case ACCESS_ATOMIC_READ:
        return "atomically reads";
    case ACCESS_ATOMIC_WRITE:
        return "atomically writes";
    case ACCESS_FREE:
        return "frees";
    case ACCESS_DESTROY:
        return "destroys";
    }
    return "touches";
}

// --- locks -------------------------------------------------------------------

static bool holds_none(const struct access *a)
{
    return !a->locks || a->locks->count == 0;
}

static const struct held_lock *common_lock(const struct access *a,
                                           const struct access *b)
{
    for (uint32_t i = 0; a->locks && i < a->locks->count; i++)
        if (held_lock(b->locks, a->locks->lock[i].lock.address))
            return &a->locks->lock[i];
    return NULL;
}

static const char *locks_text(const struct teller *t, const struct failure *f)
{
    const struct access *a = &f->first, *b = &f->second;
    const struct held_lock *common = common_lock(a, b);

    if (holds_none(a) && holds_none(b))
        return "neither holds a lock";
    if (common)
        return names_keep(t->names, "both hold %s, T%u %s and T%u %s",
                          names_variable(t->names, common->lock.address,
                                         common->lock.size, EVENT_NONE),
                          a->thread, common->shared ? "for reading" : "alone",
                          b->thread,
                          common->shared ? "too: readers do not exclude "
                                           "each other"
                                         : "too");
    return names_keep(
        t->names, "T%u holds %s, T%u holds %s%s", a->thread,
        tell_locks(t, a->locks), b->thread, tell_locks(t, b->locks),
        holds_none(a) || holds_none(b) ? ""
                                       : ": different locks exclude nobody");
}

// --- the sentence ------------------------------------------------------------

struct side {
    const char *inner;  // the given function that the student called
    struct place place;
    const char *where;
};

static struct side side_of(const struct teller *t, const struct access *a)
{
    struct side s;

    s.place = names_student(t->names, a->stack, a->pc, &s.inner);
    s.where = names_where(t->names, s.place);
    if (s.place.function && !s.inner)
        s.where = names_keep(t->names, "%s in %s()", s.where, s.place.function);
    return s;
}

// The two calls of the student that meet inside given code. In the schedule
// shown one may well come after the other: nothing says that it has to.
static const char *calls_meet(const struct teller *t, const struct failure *f,
                              struct side a, struct side b)
{
    return names_keep(
        t->names,
        "data race: nothing orders T%u's call of %s() at %s and T%u's call of "
        "%s() at %s, and one of them writes (%s); %s",
        f->first.thread, a.inner, a.where, f->second.thread, b.inner, b.where,
        tell_variable(t, &f->second), locks_text(t, f));
}

static const char *act(const struct teller *t, const struct access *a,
                       struct side s, const char *what)
{
    if (s.inner)
        return names_keep(t->names, "T%u's call of %s() %s %s at %s", a->thread,
                          s.inner, verb(a), what, s.where);
    return names_keep(t->names, "T%u %s %s at %s", a->thread, verb(a), what,
                      s.where);
}

static const char *both_do(const struct teller *t, const struct failure *f,
                           struct side a)
{
    bool writes = f->first.kind == ACCESS_WRITE;

    return names_keep(t->names, "data race: T%u and T%u both %s %s at %s; %s",
                      f->first.thread, f->second.thread,
                      writes ? "write" : "touch", tell_variable(t, &f->second),
                      a.where, locks_text(t, f));
}

static bool is_whole(const struct access *a)
{
    return a->kind == ACCESS_FREE || a->kind == ACCESS_DESTROY;
}

// Of an access beside a free() the access says what it was about.
static const char *what_of(const struct teller *t, const struct failure *f)
{
    return tell_variable(t, is_whole(&f->second) ? &f->first : &f->second);
}

const char *tell_race(const struct teller *t, const struct failure *f)
{
    struct side a = side_of(t, &f->first), b = side_of(t, &f->second);
    const char *variable = what_of(t, f);

    if (a.inner && b.inner)
        return calls_meet(t, f, a, b);
    if (!strcmp(a.where, b.where) && f->first.kind == ACCESS_WRITE &&
        f->second.kind == ACCESS_WRITE)
        return both_do(t, f, a);
    return names_keep(t->names, "data race: %s while %s; %s",
                      act(t, &f->first, a, variable),
                      act(t, &f->second, b, "it"), locks_text(t, f));
}
