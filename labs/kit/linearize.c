// linearize.c - the search of Wing and Gong (1993) with Lowe's memory (2017)
// of configurations that were already tried.
//
// A configuration is the set of calls done so far and the model's state. A
// call may come next if no call that is not done ended before it began.
#include "linearize.h"

#include <stdio.h>
#include <string.h>

enum { MEMORY = 1 << 12 };

struct configuration {
    uint64_t done;  // a bit a call
    uint64_t state[MODEL_STATE];
};

struct search {
    const struct model *model;
    const struct call *call[HISTORY_CALLS];  // of this key
    unsigned count;
    unsigned order[HISTORY_CALLS];  // the calls done so far, in order
    unsigned depth;
    unsigned best[HISTORY_CALLS];  // the longest order that worked
    unsigned best_depth;
};

// Configurations tried in vain. Forgetting one costs time, never an answer.
static struct configuration tried[MEMORY];
static bool used[MEMORY];

static bool tried_before(const struct configuration *now)
{
    uint64_t hash = now->done * 0x9e3779b97f4a7c15;
    for (int i = 0; i < MODEL_STATE; i++)
        hash = (hash ^ now->state[i]) * 0xbf58476d1ce4e5b9;
    unsigned slot = (unsigned)(hash >> 52);
    if (used[slot] && memcmp(&tried[slot], now, sizeof *now) == 0)
        return true;
    tried[slot] = *now;
    used[slot] = true;
    return false;
}

// The end of the call, among those not done, that ended first.
static unsigned first_end(const struct search *search, uint64_t done)
{
    unsigned first = ~0u;
    for (unsigned i = 0; i < search->count; i++)
        if (!(done >> i & 1) && search->call[i]->ended < first)
            first = search->call[i]->ended;
    return first;
}

static void note_best(struct search *search)
{
    if (search->depth <= search->best_depth)
        return;
    memcpy(search->best, search->order, sizeof search->best);
    search->best_depth = search->depth;
}

static bool explains(struct search *search, struct configuration now)
{
    note_best(search);
    if (search->depth == search->count)
        return true;
    if (tried_before(&now))
        return false;
    unsigned limit = first_end(search, now.done);
    for (unsigned i = 0; i < search->count; i++) {
        struct configuration next = now;
        if (now.done >> i & 1 || search->call[i]->begun > limit ||
            !search->model->step(next.state, search->call[i]))
            continue;
        next.done |= 1ull << i;
        search->order[search->depth++] = i;
        if (explains(search, next))
            return true;
        search->depth--;
    }
    return false;
}

// --- the sentence ------------------------------------------------------------

struct text {
    char *at;
    size_t room;
};

static void append(struct text *text, const char *what)
{
    int used_now = snprintf(text->at, text->room, "%s", what);
    size_t step = (size_t)used_now < text->room ? (size_t)used_now : text->room;
    text->at += step;
    text->room -= step;
}

static void append_call(struct text *text, const struct search *search,
                        unsigned index)
{
    char words[120];
    search->model->print(search->call[index], words, sizeof words);
    append(text, words);
}

static void explain(const struct search *search, char *sentence, unsigned room)
{
    struct text text = {sentence, room};
    const char *before = "";
    uint64_t done = 0;
    append(&text, "no order of these calls explains their results: ");
    if (search->best_depth > 0)
        append(&text, "after ");
    for (unsigned i = 0; i < search->best_depth; i++) {
        append(&text, before);
        append_call(&text, search, search->best[i]);
        done |= 1ull << search->best[i];
        before = ", ";
    }
    append(&text,
           search->best_depth > 0 ? " there can be no " : "there is no ");
    before = "";
    unsigned limit = first_end(search, done);
    for (unsigned i = 0; i < search->count; i++) {
        // Who began later is not what is impossible here.
        if (done >> i & 1 || search->call[i]->begun > limit)
            continue;
        append(&text, before);
        append_call(&text, search, i);
        before = " or ";
    }
}

bool linearize(const struct model *model, const struct call calls[],
               unsigned count, uint64_t key, char *sentence, unsigned room)
{
    struct search search = {.model = model};
    struct configuration start = {0};
    for (unsigned i = 0; i < count; i++)
        if (model->whole || calls[i].argument[0] == key)
            search.call[search.count++] = &calls[i];
    model->start(start.state, key);
    memset(used, 0, sizeof used);
    if (explains(&search, start))
        return true;
    explain(&search, sentence, room);
    return false;
}
