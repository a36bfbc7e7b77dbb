// vet_tokens.c - see vet_tokens.h.
//
// gcc -E -dD writes lines of three kinds:
//
//     # 12 "file" FLAGS    the next line is line 12 of file. Flag 1: file was
//                          entered here, 2: returned to, 3: a system's file
//     #define, #undef, #pragma ...
//     tokens               none of which, strings included, crosses a line
#define _POSIX_C_SOURCE 200809L
#include "vet_tokens.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct tokens *tokens;
    const char *shown;
    unsigned line;     // of the current file
    unsigned left_at;  // the student's line that includes what is read now
    bool in_student;   // the current file is the student's
    bool in_public;    // it is one of the project's headers
    bool begun;        // the student's file was entered
    const char *file;  // the current file's name, up to its quote
    size_t file_length;
};

static void add(struct reader *reader, enum token_kind kind, const char *text,
                size_t length)
{
    struct tokens *tokens = reader->tokens;
    if ((tokens->count & (tokens->count - 1)) == 0) {
        size_t room = tokens->count ? 2 * tokens->count : 1;
        tokens->all = realloc(tokens->all, room * sizeof *tokens->all);
        if (!tokens->all)
            abort();
    }
    tokens->all[tokens->count++] = (struct token){
        kind, reader->in_student ? reader->line : reader->left_at, text,
        length};
}

// --- line markers ------------------------------------------------------------

struct marker {
    unsigned line;
    const char *file;
    size_t length;
    bool entered, returned;
};

static bool parse_marker(const char *text, struct marker *marker)
{
    char *at;
    if (text[0] != '#' || text[1] != ' ' || !isdigit((unsigned char)text[2]))
        return false;
    *marker = (struct marker){.line = (unsigned)strtoul(text + 2, &at, 10)};
    at += strspn(at, " ");
    if (*at++ != '"')
        return false;
    marker->file = at;
    while (*at && *at != '"' && *at != '\n')
        at += at[0] == '\\' && at[1] ? 2 : 1;
    marker->length = (size_t)(at - marker->file);
    marker->entered = strncmp(at, "\" 1", 3) == 0;
    marker->returned = strncmp(at, "\" 2", 3) == 0;
    return true;
}

static bool same(const char *text, size_t length, const char *name)
{
    return strlen(name) == length && strncmp(text, name, length) == 0;
}

// Before the student's file begins the compiler's own markers name what they
// like. After that a file changes by an include or a return.
static void follow_marker(struct reader *reader, const struct marker *marker)
{
    bool student = same(marker->file, marker->length, reader->shown);
    bool changed = marker->length != reader->file_length ||
                   strncmp(marker->file, reader->file, marker->length) != 0;
    if (reader->in_student && !student)
        reader->left_at = reader->line;
    if (reader->begun && changed && !marker->entered && !marker->returned)
        add(reader, TOKEN_MOVED, marker->file, marker->length);
    reader->in_student = student;
    reader->in_public = !student && strncmp(marker->file, "labs/", 5) == 0;
    if (marker->entered && reader->begun)
        add(reader, TOKEN_INCLUDE, marker->file, marker->length);
    reader->begun |= student;
    reader->line = marker->line;
    reader->file = marker->file;
    reader->file_length = marker->length;
}

// --- directives --------------------------------------------------------------

static size_t name_length(const char *text)
{
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) || text[length] == '_' ||
           text[length] == '$' || (unsigned char)text[length] >= 0x80)
        length++;
    return length;
}

// Returns: what follows the directive's word, or NULL if it is another one.
static const char *directive(const char *text, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(text, word, length) != 0)
        return NULL;
    return text + length + strspn(text + length, " ");
}

static void read_directive(struct reader *reader, const char *text)
{
    const char *name;
    bool student = reader->in_student;
    if ((name = directive(text, "#define ")))
        add(reader, student ? TOKEN_DEFINE : TOKEN_FOREIGN, name,
            name_length(name));
    else if ((name = directive(text, "#undef ")) && student)
        add(reader, TOKEN_UNDEF, name, name_length(name));
    else if (student && !name)
        add(reader, TOKEN_PRAGMA, text, strcspn(text, "\n"));
}

// --- tokens ------------------------------------------------------------------

static size_t quoted_length(const char *text)
{
    size_t length = 1;
    while (text[length] && text[length] != '\n' && text[length] != *text)
        length += text[length] == '\\' && text[length + 1] ? 2 : 1;
    return length + (text[length] == *text);
}

// Also 0x1p-3, whose sign belongs to the number.
static size_t number_length(const char *text)
{
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) || text[length] == '.' ||
           text[length] == '_' ||
           (length > 0 && strchr("+-", text[length]) && text[length] &&
            strchr("eEpP", text[length - 1])))
        length++;
    return length;
}

static size_t token_length(const char *text, enum token_kind *kind)
{
    size_t name = name_length(text);
    *kind = TOKEN_LITERAL;
    if (*text == '"' || *text == '\'')
        return quoted_length(text);
    if (isdigit((unsigned char)*text))
        return number_length(text);
    *kind = name ? TOKEN_NAME : TOKEN_MARK;
    return name ? name : 1;
}

static void read_tokens(struct reader *reader, const char *text)
{
    text += strspn(text, " \t\f\v\r");
    while (*text && *text != '\n') {
        enum token_kind kind;
        size_t length = token_length(text, &kind);
        const char *next = text + length + strspn(text + length, " \t\f\v\r");
        if (reader->in_student)
            add(reader, kind, text, length);
        else if (kind == TOKEN_NAME && *next == '(')
            add(reader, TOKEN_PROMISED, text, length);
        text = next;
    }
}

static const char *next_line(const char *text)
{
    const char *end = strchr(text, '\n');
    return end ? end + 1 : text + strlen(text);
}

// --- the calls of vet_tokens.h -----------------------------------------------

void tokens_read(struct tokens *tokens, const char *text, const char *shown)
{
    struct reader reader = {.tokens = tokens, .shown = shown, .file = ""};
    struct marker marker;
    for (; *text; text = next_line(text)) {
        if (parse_marker(text, &marker)) {
            follow_marker(&reader, &marker);
            continue;
        }
        if (*text == '#')
            read_directive(&reader, text);
        else if (reader.in_student || reader.in_public)
            read_tokens(&reader, text);
        reader.line++;
    }
}

char *tokens_compilable(const char *text, const char *wrapper,
                        const char *shown)
{
    struct marker marker;
    // Each marker may grow by the difference of the two names.
    size_t markers = 2;
    for (const char *at = text; *at; at = next_line(at))
        markers += *at == '#';
    char *copy = malloc(strlen(text) + markers * strlen(shown) + 1);
    char *to = copy;
    for (; copy && *text; text = next_line(text)) {
        size_t length = (size_t)(next_line(text) - text);
        if (directive(text, "#define ") || directive(text, "#undef ")) {
            *to++ = '\n';
            continue;
        }
        if (parse_marker(text, &marker) &&
            same(marker.file, marker.length, wrapper)) {
            to = stpncpy(to, text, (size_t)(marker.file - text));
            to = stpcpy(to, shown);
            length -= (size_t)(marker.file + marker.length - text);
            text = marker.file + marker.length;
        }
        memcpy(to, text, length);
        to += length;
    }
    if (copy)
        *to = 0;
    return copy;
}

bool token_is(const struct token *token, const char *text)
{
    return same(token->text, token->length, text);
}

const struct token *tokens_find(const struct tokens *tokens,
                                enum token_kind kind, const char *text)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->all[i].kind == kind && token_is(&tokens->all[i], text))
            return &tokens->all[i];
    return NULL;
}
