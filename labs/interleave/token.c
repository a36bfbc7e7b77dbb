// token.c - see token.h.
#include "token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char _init[], __etext[];  // the executable part of the program
extern char __start_interleave_text[], __stop_interleave_text[];

// --- writing -----------------------------------------------------------------

static size_t print_switch(const struct forced_switch *s, char *text,
                           size_t room, bool first)
{
    const char *kind = s->is_value                ? "v"
                       : s->pick >= PICK_SPURIOUS ? "s"
                       : s->pick >= PICK_TIMEOUT  ? "t"
                                                  : "";
    int n = snprintf(text, room, "%s%u.%s%u.%s%u", first ? "" : "_", s->thread,
                     s->plain ? "a" : "", s->count, kind,
                     s->is_value ? s->pick : s->pick % PICK_TIMEOUT);
    return (size_t)n;
}

bool token_print(const struct token *token, char text[TOKEN_MAX])
{
    const struct switch_list *list = &token->switches;
    size_t used = (size_t)snprintf(
        text, TOKEN_MAX, "%s-%s-%s%s", token->lab, token->scenario,
        token->races_go_on ? "r" : "", list->count ? "" : "0");

    for (unsigned i = 0; i < list->count && used < TOKEN_MAX; i++)
        used += print_switch(&list->at[i], text + used, TOKEN_MAX - used, !i);
    if (used < TOKEN_MAX)
        used += (size_t)snprintf(text + used, TOKEN_MAX - used, "-%04x",
                                 token->hash & 0xffff);
    return used < TOKEN_MAX;
}

// --- reading -----------------------------------------------------------------

static bool read_number(const char **text, unsigned long most,
                        unsigned long *number)
{
    char *end;

    if (**text < '0' || **text > '9')
        return false;
    *number = strtoul(*text, &end, 10);
    if (*number > most || end - *text > 9)
        return false;
    *text = end;
    return true;
}

static bool read_pick(const char **text, struct forced_switch *s)
{
    unsigned long number;
    char kind = **text;

    s->is_value = kind == 'v';
    if (kind == 'v' || kind == 't' || kind == 's')
        ++*text;
    if (!read_number(text, THREADS_MAX - 1, &number))
        return false;
    s->pick = (uint16_t)(number + (kind == 't'   ? PICK_TIMEOUT
                                   : kind == 's' ? PICK_SPURIOUS
                                                 : 0));
    return true;
}

static bool read_switch(const char **text, struct forced_switch *s)
{
    unsigned long number;

    if (!read_number(text, THREADS_MAX - 1, &number) || *(*text)++ != '.')
        return false;
    s->thread = (uint16_t)number;
    s->plain = **text == 'a';
    *text += s->plain;
    if (!read_number(text, 999999999, &number) || *(*text)++ != '.')
        return false;
    s->count = (uint32_t)number;
    return read_pick(text, s);
}

static bool read_switches(const char *text, struct token *token)
{
    struct switch_list *list = &token->switches;

    list->count = 0;
    token->races_go_on = *text == 'r';
    text += token->races_go_on;
    if (strcmp(text, "0") == 0)
        return true;
    for (;;) {
        if (list->count == SWITCHES_MAX ||
            !read_switch(&text, &list->at[list->count]))
            return false;
        list->count++;
        if (*text != '_')
            return *text == '\0';
        text++;
    }
}

// Cut text at its last '-'. Returns: what followed, or NULL.
static char *cut_last(char *text)
{
    char *dash = strrchr(text, '-');

    if (!dash)
        return NULL;
    *dash = '\0';
    return dash + 1;
}

static bool read_hash(const char *text, uint32_t *hash)
{
    if (strlen(text) != 4 || strspn(text, "0123456789abcdef") != 4)
        return false;
    *hash = (uint32_t)strtoul(text, NULL, 16);
    return true;
}

const char *token_parse(const char *text, struct token *token)
{
    char copy[TOKEN_MAX];
    char *hash, *switches, *scenario;

    if (strlen(text) >= sizeof copy)
        return "the token is too long: copy it again";
    if (text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                          "0123456789._-")])
        return "the token has a character that no token has: copy it again";
    strcpy(copy, text);
    hash = cut_last(copy);
    switches = hash ? cut_last(copy) : NULL;
    if (!switches || !(scenario = strchr(copy, '-')))
        return "the token is not LAB-SCENARIO-SWITCHES-HASH: copy all of it";
    *scenario++ = '\0';
    if (strlen(copy) >= sizeof token->lab ||
        strlen(scenario) >= sizeof token->scenario)
        return "the token names no lab and scenario: copy it again";
    strcpy(token->lab, copy);
    strcpy(token->scenario, scenario);
    if (!read_hash(hash, &token->hash))
        return "the token does not end in four hexadecimal digits: copy all "
               "of it";
    if (!read_switches(switches, token))
        return "the token's list of switches cannot be read: copy it again";
    return NULL;
}

// --- the candidate -----------------------------------------------------------

static uint32_t hash_bytes(uint32_t hash, const char *from, const char *to)
{
    for (; from < to; from++)
        hash = (hash ^ (unsigned char)*from) * 16777619u;
    return hash;
}

uint32_t token_hash_of_program(void)
{
    const char *low = __start_interleave_text, *high = __stop_interleave_text;
    uint32_t hash = 2166136261u;

    if (low < _init || low > __etext)
        low = high = __etext;
    hash = hash_bytes(hash, _init, low);
    hash = hash_bytes(hash, high, __etext);
    return hash ^ hash >> 16;
}
