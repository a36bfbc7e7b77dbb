// mutate_orders.c - see mutate.h: memory orders weakened by a step.
//
//     load      seq_cst -> acquire -> relaxed
//     store     seq_cst -> release -> relaxed
//     both      seq_cst -> acq_rel -> acquire, release -> relaxed
//
// A call without an order of its own is seq_cst. A compare-and-exchange has two
// orders: the second is that of its load if it fails, and may not be stronger
// than the first allows, so it comes down with it.
#include "mutate.h"

#include <stdio.h>
#include <string.h>

enum access {
    ACCESS_NONE,
    ACCESS_LOAD,
    ACCESS_STORE,
    ACCESS_BOTH,  // read-modify-write, and fences
};

static const struct step {
    enum access access;
    const char *from, *to;
    const char *name;   // of the operator
    const char *fails;  // the strongest order of a failed exchange
} steps[] = {
    {ACCESS_LOAD, "seq_cst", "acquire", "weaken-to-acquire", ""},
    {ACCESS_LOAD, "acquire", "relaxed", "weaken-to-relaxed", ""},
    {ACCESS_LOAD, "consume", "relaxed", "weaken-to-relaxed", ""},
    {ACCESS_STORE, "seq_cst", "release", "weaken-to-release", ""},
    {ACCESS_STORE, "release", "relaxed", "weaken-to-relaxed", ""},
    {ACCESS_BOTH, "seq_cst", "acq_rel", "weaken-to-acq_rel", "acquire"},
    {ACCESS_BOTH, "acq_rel", "acquire", "weaken-to-acquire", "acquire"},
    {ACCESS_BOTH, "acq_rel", "release", "weaken-to-release", "relaxed"},
    {ACCESS_BOTH, "acquire", "relaxed", "weaken-to-relaxed", "relaxed"},
    {ACCESS_BOTH, "release", "relaxed", "weaken-to-relaxed", "relaxed"},
};

enum { STEPS = sizeof steps / sizeof *steps };

static const char prefix[] = "memory_order_";

// --- what a call does --------------------------------------------------------

static bool ends_in_explicit(const struct source *source, size_t token)
{
    static const char end[] = "_explicit";
    size_t length = sizeof end - 1;
    return source->token[token].length > length &&
           memcmp(source->text + end_of(source, token) - length, end, length) ==
               0;
}

static enum access access_of(const struct source *source, size_t name)
{
    static const struct {
        const char *start;
        enum access access;
    } known[] = {
        {"atomic_load", ACCESS_LOAD},
        {"atomic_store", ACCESS_STORE},
        {"atomic_flag_clear", ACCESS_STORE},
        {"atomic_flag_test_and_set", ACCESS_BOTH},
        {"atomic_exchange", ACCESS_BOTH},
        {"atomic_compare_exchange", ACCESS_BOTH},
        {"atomic_fetch", ACCESS_BOTH},
        {"atomic_thread_fence", ACCESS_BOTH},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (token_starts(source, name, known[i].start))
            return known[i].access;
    return ACCESS_NONE;
}

static bool is_compare(const struct source *source, size_t name)
{
    return token_starts(source, name, "atomic_compare_exchange");
}

static size_t close_of(const struct source *source, size_t name)
{
    return source->token[name + 1].partner;
}

static bool order_is(const struct source *source, size_t token,
                     const char *order)
{
    return token_starts(source, token, prefix) &&
           source->token[token].length == strlen(prefix) + strlen(order) &&
           memcmp(source->text + start_of(source, token) + strlen(prefix),
                  order, strlen(order)) == 0;
}

static void put_order(struct mutant *mutant, const struct source *source,
                      size_t token, const char *order)
{
    char text[EDIT_TEXT];
    snprintf(text, sizeof text, "%s%s", prefix, order);
    mutant_edit(mutant, start_of(source, token), source->token[token].length,
                text);
}

// --- orders that are written -------------------------------------------------

// The name of the call that has the token among its own arguments, or NONE.
static int call_around(const struct source *source, size_t token)
{
    for (size_t i = token; i-- > 0;) {
        if (token_is(source, i, ")"))
            i = source->token[i].partner;
        else if (token_is(source, i, "("))
            return i > 0 ? (int)i - 1 : NONE;
        else if (token_is(source, i, ";") || token_is(source, i, "{"))
            return NONE;
    }
    return NONE;
}

// How strong an order of a load is.
static int strength(const struct source *source, size_t token)
{
    return order_is(source, token, "seq_cst")   ? 2
           : order_is(source, token, "relaxed") ? 0
                                                : 1;
}

static bool is_stronger(const struct source *source, size_t token,
                        const char *most)
{
    return strength(source, token) > (strcmp(most, "acquire") == 0);
}

static void weaken_written(struct mutants *mutants, const struct source *source,
                           int function, size_t order)
{
    int name = call_around(source, order);
    if (name == NONE || access_of(source, (size_t)name) == ACCESS_NONE)
        return;
    size_t close = close_of(source, (size_t)name), last = close - 1;
    bool compare = is_compare(source, (size_t)name);
    enum access access = compare && order == last
                             ? ACCESS_LOAD
                             : access_of(source, (size_t)name);
    for (size_t i = 0; i < STEPS; i++) {
        const struct step *step = &steps[i];
        if (step->access != access || !order_is(source, order, step->from))
            continue;
        struct mutant *mutant =
            mutant_add(mutants, step->name, function, (size_t)name, close);
        put_order(mutant, source, order, step->to);
        if (compare && order != last && is_stronger(source, last, step->fails))
            put_order(mutant, source, last, step->fails);
    }
}

// --- orders that are not written ---------------------------------------------

static void make_explicit(struct mutants *mutants, const struct source *source,
                          int function, size_t name, const struct step *step)
{
    char orders[EDIT_TEXT];
    size_t close = close_of(source, name);
    struct mutant *mutant =
        mutant_add(mutants, step->name, function, name, close);
    int used = snprintf(orders, sizeof orders, ", %s%s", prefix, step->to);
    if (is_compare(source, name))
        snprintf(orders + used, sizeof orders - (size_t)used, ", %s%s", prefix,
                 step->fails);
    mutant_edit(mutant, end_of(source, name), 0, "_explicit");
    mutant_edit(mutant, start_of(source, close), 0, orders);
}

static void weaken_implied(struct mutants *mutants, const struct source *source,
                           int function, size_t name)
{
    enum access access = access_of(source, name);
    if (ends_in_explicit(source, name) ||
        token_starts(source, name, "atomic_thread_fence"))
        return;
    for (size_t i = 0; i < STEPS; i++)
        if (steps[i].access == access && strcmp(steps[i].from, "seq_cst") == 0)
            make_explicit(mutants, source, function, name, &steps[i]);
}

void mutate_orders(struct mutants *mutants, const struct source *source)
{
    for (size_t f = 0; f < source->functions; f++) {
        const struct function *function = &source->function[f];
        for (size_t i = function->first; i < function->last; i++) {
            if (token_starts(source, i, prefix))
                weaken_written(mutants, source, (int)f, i);
            else if (token_is(source, i + 1, "("))
                weaken_implied(mutants, source, (int)f, i);
        }
    }
}
