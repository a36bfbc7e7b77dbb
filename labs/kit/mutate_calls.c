// mutate_calls.c - see mutate.h: calls removed, exchanged and swapped, and
// critical sections narrowed.
#include "mutate.h"

static const struct statement *at(const struct source *source, int which)
{
    return which == NONE ? NULL : &source->statement[which];
}

static size_t length_of(const struct source *source, const struct statement *it)
{
    return end_of(source, it->last) - start_of(source, it->first);
}

// Make a mutant in which two statements of a block change places.
static void change_places(struct mutants *mutants, const struct source *source,
                          const char *name, const struct statement *first,
                          const struct statement *second,
                          const struct statement *place)
{
    struct mutant *mutant =
        mutant_add(mutants, name, place->function, place->first, place->last);
    mutant_move(mutant, start_of(source, first->first),
                length_of(source, first), second->first, second->last);
    mutant_move(mutant, start_of(source, second->first),
                length_of(source, second), first->first, first->last);
}

// --- one call ----------------------------------------------------------------

static void remove_call(struct mutants *mutants, const struct source *source,
                        const struct statement *it)
{
    struct mutant *mutant =
        mutant_add(mutants, "remove", it->function, it->first, it->last);
    mutant_edit(mutant, start_of(source, it->first), length_of(source, it),
                ";");
}

// A lock that no one declares would not compile; it is tried all the same.
static void exchange_lock(struct mutants *mutants, const struct source *source,
                          const struct statement *it)
{
    char other[EDIT_TEXT];
    const struct token *name = &source->token[it->name];
    if (!other_lock(source->text + name->at, name->length, other, sizeof other))
        return;
    struct mutant *mutant =
        mutant_add(mutants, "exchange", it->function, it->first, it->last);
    mutant_edit(mutant, name->at, name->length, other);
}

// The lock that is taken while this one is held, or NULL.
static const struct statement *second_lock(const struct source *source,
                                           const struct statement *it)
{
    enum call_kind kind;
    do {
        it = at(source, it->after);
        kind = it ? statement_call(source, it) : CALL_UNLOCK;
    } while (kind != CALL_LOCK && kind != CALL_UNLOCK);
    return kind == CALL_LOCK ? it : NULL;
}

static void swap_locks(struct mutants *mutants, const struct source *source,
                       const struct statement *it)
{
    const struct statement *second = second_lock(source, it);
    if (second)
        change_places(mutants, source, "swap", it, second, it);
}

void mutate_calls(struct mutants *mutants, const struct source *source)
{
    for (size_t i = 0; i < source->statements; i++) {
        const struct statement *it = at(source, (int)i);
        enum call_kind kind = statement_call(source, it);
        if (kind != CALL_PLAIN)
            remove_call(mutants, source, it);
        if (kind == CALL_LOCK || kind == CALL_UNLOCK)
            exchange_lock(mutants, source, it);
        if (kind == CALL_LOCK)
            swap_locks(mutants, source, it);
    }
}

// --- critical sections -------------------------------------------------------

// A statement that may leave its section. A label or a jump would take the
// whole section along, and without the lock or the unlock nothing is narrower.
static bool may_leave(const struct source *source, const struct statement *it)
{
    if (!it || it->kind == STATEMENT_LABEL || it->kind == STATEMENT_JUMP)
        return false;
    enum call_kind kind = statement_call(source, it);
    return kind != CALL_LOCK && kind != CALL_UNLOCK;
}

void mutate_sections(struct mutants *mutants, const struct source *source)
{
    for (size_t i = 0; i < source->statements; i++) {
        const struct statement *it = at(source, (int)i);
        const struct statement *before = at(source, it->before);
        const struct statement *after = at(source, it->after);
        enum call_kind kind = statement_call(source, it);
        if (kind == CALL_LOCK && may_leave(source, after))
            change_places(mutants, source, "narrow-first", it, after, after);
        if (kind == CALL_UNLOCK && may_leave(source, before))
            change_places(mutants, source, "narrow-last", before, it, before);
    }
}
