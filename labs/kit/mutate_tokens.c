// mutate_tokens.c - see mutate.h: text into tokens.
#include "mutate.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *grow(void *array, size_t *count, size_t size)
{
    if ((*count & (*count - 1)) == 0) {  // full: room is a power of two
        size_t room = *count ? 2 * *count : 1;
        array = realloc(array, room * size);
        if (!array) {
            fputs("mutate: out of memory\n", stderr);
            exit(2);
        }
    }
    memset((char *)array + *count * size, 0, size);
    ++*count;
    return array;
}

void source_broken(const struct source *source, unsigned line, const char *how)
{
    fprintf(stderr, "mutate: %s, line %u: %s.\n", source->path, line, how);
    exit(2);
}

// --- one token ---------------------------------------------------------------

static bool in_name(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

// Returns: 0 if the line ends before the quote does.
static size_t quoted_length(const char *text)
{
    size_t length = 1;
    while (text[length] && text[length] != *text && text[length] != '\n')
        length += text[length] == '\\' && text[length + 1] ? 2 : 1;
    return text[length] == *text ? length + 1 : 0;
}

static size_t word_length(const char *text)
{
    size_t length = 0;
    while (in_name(text[length]))
        length++;
    return length;
}

// A directive goes on after a backslash at the end of the line.
static size_t directive_length(const char *text)
{
    size_t length = 0;
    while (text[length] && text[length] != '\n')
        length += text[length] == '\\' && text[length + 1] ? 2 : 1;
    return length;
}

static size_t comment_length(const char *text)
{
    const char *end;
    if (text[1] == '/')
        return strcspn(text, "\n");
    end = strstr(text + 2, "*/");
    return end ? (size_t)(end + 2 - text) : strlen(text);
}

// What is no token: white space, comments, directives. 0 if one begins here.
static size_t gap_length(const char *text, bool at_line_start)
{
    if (isspace((unsigned char)*text))
        return 1;
    if (text[0] == '/' && (text[1] == '/' || text[1] == '*'))
        return comment_length(text);
    return *text == '#' && at_line_start ? directive_length(text) : 0;
}

static size_t token_length(const char *text, enum token_kind *kind)
{
    *kind = TOKEN_LITERAL;
    if (*text == '"' || *text == '\'')
        return quoted_length(text);
    if (isdigit((unsigned char)*text))
        return word_length(text);
    *kind = in_name(*text) ? TOKEN_NAME : TOKEN_MARK;
    return *kind == TOKEN_NAME ? word_length(text) : 1;
}

// --- all tokens --------------------------------------------------------------

static unsigned lines_in(const char *text, size_t length)
{
    unsigned lines = 0;
    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    return lines;
}

// Returns: the token's length.
static size_t add_token(struct source *source, size_t at, unsigned line)
{
    source->token = grow(source->token, &source->tokens, sizeof *source->token);
    struct token *token = &source->token[source->tokens - 1];
    token->at = at;
    token->line = line;
    token->length = token_length(source->text + at, &token->kind);
    if (token->length == 0)
        source_broken(source, line, "a quote begins here and does not end");
    return token->length;
}

static void read_tokens(struct source *source)
{
    const char *text = source->text;
    unsigned line = 1;
    bool at_line_start = true;
    for (size_t at = 0, length; text[at]; at += length) {
        length = gap_length(text + at, at_line_start);
        if (length == 0) {
            length = add_token(source, at, line);
            at_line_start = false;
        }
        line += lines_in(text + at, length);
        at_line_start |= text[at] == '\n';
    }
}

// --- brackets ----------------------------------------------------------------

static const char opening[] = "([{", closing[] = ")]}";

static void no_partner(const struct source *source, size_t token)
{
    source_broken(source, source->token[token].line,
                  "a bracket here has no partner");
}

static char mark_at(const struct source *source, size_t token)
{
    bool is_mark = source->token[token].kind == TOKEN_MARK;
    return is_mark ? source->text[start_of(source, token)] : ' ';
}

// The bracket that is open and innermost is `inner`; until it is closed, its
// partner is the open one around it. The number of tokens stands for none.
static void pair_brackets(struct source *source)
{
    const size_t none = source->tokens;
    size_t inner = none;
    for (size_t i = 0; i < source->tokens; i++) {
        char mark = mark_at(source, i);
        const char *closes = strchr(closing, mark);
        if (strchr(opening, mark)) {
            source->token[i].partner = inner;
            inner = i;
        } else if (closes) {
            if (inner == none ||
                mark_at(source, inner) != opening[closes - closing])
                no_partner(source, i);
            source->token[i].partner = inner;
            inner = source->token[inner].partner;
            source->token[source->token[i].partner].partner = i;
        }
    }
    if (inner != none)
        no_partner(source, inner);
}

void source_tokens(struct source *source)
{
    read_tokens(source);
    pair_brackets(source);
}

// --- the calls of mutate.h ---------------------------------------------------

size_t start_of(const struct source *source, size_t token)
{
    return source->token[token].at;
}

size_t end_of(const struct source *source, size_t token)
{
    return source->token[token].at + source->token[token].length;
}

bool token_is(const struct source *source, size_t token, const char *text)
{
    return token < source->tokens &&
           source->token[token].length == strlen(text) &&
           strncmp(source->text + start_of(source, token), text,
                   strlen(text)) == 0;
}

bool token_starts(const struct source *source, size_t token, const char *text)
{
    return token < source->tokens &&
           source->token[token].length >= strlen(text) &&
           strncmp(source->text + start_of(source, token), text,
                   strlen(text)) == 0;
}

// A literal may hold tabs, and a line that goes on.
static char one_line(char c)
{
    return iscntrl((unsigned char)c) ? ' ' : c;
}

void source_text(const struct source *source, size_t first, size_t last,
                 char *text, size_t room)
{
    size_t used = 0;
    for (size_t i = first; i <= last; i++) {
        size_t length = source->token[i].length;
        bool gap = i > first && end_of(source, i - 1) < start_of(source, i);
        if (used + gap + length + sizeof "..." > room) {
            strcpy(text + used, "...");
            return;
        }
        if (gap)
            text[used++] = ' ';
        for (size_t at = start_of(source, i); at < end_of(source, i); at++)
            text[used++] = one_line(source->text[at]);
        text[used] = 0;
    }
}
