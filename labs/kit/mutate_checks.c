// mutate_checks.c - see mutate.h: checks made true, false, or made only once.
#include "mutate.h"

#include <string.h>

static bool calls_sync(const struct source *source, const struct statement *it)
{
    for (size_t i = it->first; i < it->last; i++) {
        const struct token *token = &source->token[i];
        if (token->kind == TOKEN_NAME && token_is(source, i + 1, "(") &&
            call_kind_of(source->text + token->at, token->length) != CALL_PLAIN)
            return true;
    }
    return false;
}

static bool asks_an_atomic(const struct source *source,
                           const struct statement *it)
{
    for (size_t i = it->open; i < it->close; i++)
        if (token_starts(source, i, "atomic_"))
            return true;
    return false;
}

// Between the first lock of a function and its last unlock.
static bool in_section(const struct source *source, const struct statement *it)
{
    bool locked = false, unlocked = false;
    for (size_t i = 0; i < source->statements; i++) {
        const struct statement *other = &source->statement[i];
        enum call_kind kind = statement_call(source, other);
        if (other->function != it->function)
            continue;
        locked |= kind == CALL_LOCK && other->first < it->first;
        unlocked |= kind == CALL_UNLOCK && other->first > it->first;
    }
    return locked && unlocked;
}

// What an `if` asks may be stale at once, were it not for what is around it: a
// lock that is held, a call that orders threads, an atomic access.
static bool is_a_recheck(const struct source *source,
                         const struct statement *it)
{
    const struct function *function = &source->function[it->function];
    const struct token *name = &source->token[function->name];
    return calls_sync(source, it) || asks_an_atomic(source, it) ||
           in_section(source, it) ||
           is_about_a_lock(source->text + name->at, name->length);
}

// The condition stays, for what it does besides: only its answer is ours.
static void answer(struct mutants *mutants, const struct source *source,
                   const struct statement *it, const char *name,
                   const char *with)
{
    struct mutant *mutant =
        mutant_add(mutants, name, it->function, it->first, it->close);
    mutant_edit(mutant, start_of(source, it->open), 1, "((");
    mutant_edit(mutant, start_of(source, it->close), 1, with);
}

// A wait may return early; what was looked at once is stale then.
static void look_once(struct mutants *mutants, const struct source *source,
                      const struct statement *it)
{
    struct mutant *mutant =
        mutant_add(mutants, "once", it->function, it->first, it->close);
    mutant_edit(mutant, start_of(source, it->first), strlen("while"), "if");
}

void mutate_checks(struct mutants *mutants, const struct source *source)
{
    for (size_t i = 0; i < source->statements; i++) {
        const struct statement *it = &source->statement[i];
        if (it->kind == STATEMENT_IF && is_a_recheck(source, it)) {
            answer(mutants, source, it, "always", "), 1)");
            answer(mutants, source, it, "never", "), 0)");
        } else if (it->kind == STATEMENT_WHILE && calls_sync(source, it)) {
            look_once(mutants, source, it);
        }
    }
}
