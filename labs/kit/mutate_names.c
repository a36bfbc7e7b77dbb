// mutate_names.c - see mutate.h: what a function does for the order of
// threads, by the words of its name.
#include "mutate.h"

#include <stdio.h>
#include <string.h>

static const char *const lock_words[] = {"lock",    "rdlock",    "wrlock",
                                         "trylock", "timedlock", NULL};
static const char *const unlock_words[] = {"unlock", NULL};
static const char *const sync_words[] = {
    "wait", "timedwait", "signal", "broadcast", "post", "join", "gate", NULL};
static const char *const locked_words[] = {"locked", NULL};

// Pairs of words that tell two kinds of lock from each other.
static const char *const kinds[][2] = {
    {"rdlock", "wrlock"}, {"reading", "writing"}, {"read", "write"}};

static size_t word_length(const char *name, size_t length)
{
    const char *end = memchr(name, '_', length);
    return end ? (size_t)(end - name) : length;
}

static bool same(const char *word, size_t length, const char *other)
{
    return strlen(other) == length && memcmp(word, other, length) == 0;
}

static bool has_word(const char *name, size_t length, const char *const *words)
{
    for (size_t at = 0, word; at < length; at += word + 1) {
        word = word_length(name + at, length - at);
        for (size_t i = 0; words[i]; i++)
            if (same(name + at, word, words[i]))
                return true;
    }
    return false;
}

enum call_kind call_kind_of(const char *name, size_t length)
{
    if (has_word(name, length, unlock_words))
        return CALL_UNLOCK;
    if (has_word(name, length, lock_words))
        return CALL_LOCK;
    return has_word(name, length, sync_words) ? CALL_SYNC : CALL_PLAIN;
}

enum call_kind statement_call(const struct source *source,
                              const struct statement *it)
{
    if (it->kind != STATEMENT_CALL)
        return CALL_PLAIN;
    const struct token *name = &source->token[it->name];
    return call_kind_of(source->text + name->at, name->length);
}

bool is_about_a_lock(const char *name, size_t length)
{
    return has_word(name, length, locked_words) ||
           has_word(name, length, lock_words) ||
           has_word(name, length, unlock_words);
}

static const char *opposite_of(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        for (int side = 0; side < 2; side++)
            if (same(word, length, kinds[i][side]))
                return kinds[i][!side];
    return NULL;
}

bool other_lock(const char *name, size_t length, char *other, size_t room)
{
    for (size_t at = 0, word; at < length; at += word + 1) {
        word = word_length(name + at, length - at);
        const char *with = opposite_of(name + at, word);
        if (!with)
            continue;
        size_t rest = length - at - word;
        int n = snprintf(other, room, "%.*s%s%.*s", (int)at, name, with,
                         (int)rest, name + at + word);
        return n > 0 && (size_t)n < room;
    }
    return false;
}
