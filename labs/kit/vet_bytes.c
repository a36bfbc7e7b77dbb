// vet_bytes.c - the candidate as a file and as bytes.
//
// Only what would make later positions lie is looked for here: a file that is
// not one, characters that look other than they are, and directives that name
// other lines. Everything else is judged by tokens and symbols.
#define _POSIX_C_SOURCE 200809L
#include "vet.h"

#include "vet_text.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST = 1024 * 1024 };

// --- the file ----------------------------------------------------------------

static const char *kind_of(mode_t mode)
{
    if (S_ISDIR(mode))
        return "a folder";
    if (S_ISFIFO(mode))
        return "a pipe";
    if (S_ISLNK(mode))
        return "a symbolic link";
    return "not a file of text";
}

static void refuse_kind(struct vet *vet, mode_t mode)
{
    vet_refuse(vet, 0, "is %s, and what is judged must be the file itself",
               kind_of(mode));
}

// Returns: a descriptor, or -1 having refused. A pipe is not waited for.
static int open_file(struct vet *vet)
{
    struct stat status;
    if (lstat(vet->path, &status) != 0) {
        vet_refuse(vet, 0, "cannot be read: %s", strerror(errno));
        return -1;
    }
    if (!S_ISREG(status.st_mode)) {
        refuse_kind(vet, status.st_mode);
        return -1;
    }
    int file = open(vet->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        vet_refuse(vet, 0, "cannot be read: %s", strerror(errno));
    else if (fstat(file, &status) == 0 && !S_ISREG(status.st_mode))
        refuse_kind(vet, status.st_mode);
    return file;
}

static void read_file(struct vet *vet, int file, struct text *source)
{
    ssize_t n = 1;
    source->size = 0;
    source->bytes = malloc(LARGEST + 2);
    if (!source->bytes)
        vet_cannot(vet, "there is no memory to read it");
    while (n > 0 && source->size <= LARGEST) {
        n = read(file, source->bytes + source->size,
                 LARGEST + 1 - source->size);
        source->size += n > 0 ? (size_t)n : 0;
    }
    source->bytes[source->size] = 0;
    if (n < 0)
        vet_cannot(vet, "reading it failed: %s", strerror(errno));
}

static void check_size(struct vet *vet, const struct text *source)
{
    if (source->size > LARGEST)
        vet_refuse(vet, 0,
                   "is larger than 1 MiB; a lab's file is a few "
                   "hundred lines");
    else if (source->bytes[strspn(source->bytes, " \t\r\n")] == 0 &&
             strlen(source->bytes) == source->size)
        vet_refuse(vet, 0, "is empty; `make reset` brings back what was given");
}

// In the first place it is harmless, and in any other invisible; a #line will
// stand before it.
static void drop_byte_order_mark(struct text *source)
{
    if (strncmp(source->bytes, "\xef\xbb\xbf", 3) != 0)
        return;
    source->bytes += 3;
    source->size -= 3;
}

// --- characters --------------------------------------------------------------

static bool is_line_end(const char *at, const char *end)
{
    return at[-1] == '\r' && at < end && *at == '\n';
}

static void check_characters(struct vet *vet, const struct text *source)
{
    const char *at = source->bytes, *end = at + source->size;
    unsigned line = 1;
    while (at < end) {
        long character = text_next(&at, end);
        const char *trouble = text_trouble(character);
        if (trouble && !is_line_end(at, end)) {
            vet_refuse(vet, line,
                       "contains %s; write what you mean, as an escape "
                       "sequence such as \\x1b or \\u202e if it belongs into "
                       "a string",
                       trouble);
            return;
        }
        line += character == '\n';
    }
}

static void check_trigraphs(struct vet *vet, const struct text *source)
{
    unsigned line = 1;
    for (const char *at = source->bytes; *at; at++) {
        line += *at == '\n';
        if (strncmp(at, "?\?=", 3) == 0 || strncmp(at, "?\?/", 3) == 0) {
            vet_refuse(vet, line,
                       "contains the trigraph %.3s, which hides a directive "
                       "or a line's end; write the character itself",
                       at);
            return;
        }
    }
}

// --- directives --------------------------------------------------------------

// A place in the source, where a backslash at a line's end is not seen.
struct cursor {
    const char *at;
    unsigned line;
};

static void skip_splices(struct cursor *c)
{
    while (*c->at == '\\') {
        const char *next = c->at + 1 + strspn(c->at + 1, " \t\r");
        if (*next != '\n')
            return;
        c->at = next + 1;
        c->line++;
    }
}

static char peek(struct cursor *c)
{
    skip_splices(c);
    return *c->at;
}

static char take(struct cursor *c)
{
    char character = peek(c);
    c->line += character == '\n';
    c->at += character != 0;
    return character;
}

static bool follows(struct cursor c, char first, char second)
{
    return take(&c) == first && peek(&c) == second;
}

// Returns: whether a comment was there. A // comment leaves its line's end.
static bool skip_comment(struct cursor *c)
{
    if (follows(*c, '/', '/')) {
        while (peek(c) && peek(c) != '\n')
            take(c);
        return true;
    }
    if (!follows(*c, '/', '*'))
        return false;
    take(c);
    take(c);
    while (peek(c) && !follows(*c, '*', '/'))
        take(c);
    take(c);
    take(c);
    return true;
}

static void skip_blanks(struct cursor *c)
{
    while (skip_comment(c) ||
           (peek(c) && strchr(" \t\f\v\r", peek(c)) && take(c)))
        continue;
}

// A quote that its line does not close is an apostrophe in an #error.
static void skip_quoted(struct cursor *c)
{
    char quote = take(c);
    while (peek(c) && peek(c) != '\n' && peek(c) != quote)
        if (take(c) == '\\' && peek(c) != '\n')
            take(c);
    if (peek(c) == quote)
        take(c);
}

static bool take_hash(struct cursor *c)
{
    if (peek(c) == '#')
        return take(c);
    return follows(*c, '%', ':') && take(c) && take(c);
}

static const char *refused_directive(const char *name)
{
    static const char *const names[] = {"line",   "include_next", "embed",
                                        "import", "ident",        "sccs",
                                        "assert", "unassert"};
    if (isdigit((unsigned char)*name))
        return "line";
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return names[i];
    return NULL;
}

static void take_word(struct cursor *c, char word[16])
{
    size_t length = 0;
    skip_blanks(c);
    while (isalnum((unsigned char)peek(c)) || peek(c) == '_') {
        char character = take(c);
        if (length < 15)
            word[length++] = character;
    }
    word[length] = 0;
}

// Some pragmas are obeyed by the preprocessor and gone afterwards, so they are
// looked for here; those a macro makes are seen by vet_rules().
static void check_pragma(struct vet *vet, struct cursor *c, unsigned line)
{
    char word[16];
    take_word(c, word);
    if (strcmp(word, "STDC") != 0 && strcmp(word, "once") != 0)
        vet_refuse(vet, line, VET_PRAGMA);
}

static void check_directive(struct vet *vet, struct cursor *c)
{
    char name[16];
    unsigned line = c->line;
    take_word(c, name);
    const char *refused = refused_directive(name);
    if (strcmp(name, "pragma") == 0)
        check_pragma(vet, c, line);
    if (refused && strcmp(refused, "line") == 0)
        vet_refuse(vet, line, VET_LINE);
    else if (refused)
        vet_refuse(vet, line,
                   "contains an #%s directive, which a lab's code does not "
                   "need; leave it out",
                   refused);
}

static void check_directives(struct vet *vet, const struct text *source)
{
    struct cursor c = {source->bytes, 1};
    bool at_line_start = true;
    while (peek(&c)) {
        skip_blanks(&c);
        if (at_line_start && take_hash(&c))
            check_directive(vet, &c);
        at_line_start = peek(&c) == '\n';
        if (peek(&c) == '"' || peek(&c) == '\'')
            skip_quoted(&c);
        else if (!skip_comment(&c))
            take(&c);
    }
}

// --- vet_bytes ---------------------------------------------------------------

void vet_bytes(struct vet *vet, struct text *source)
{
    int file = open_file(vet);
    if (file >= 0 && vet->refusals == 0)
        read_file(vet, file, source);
    if (source->bytes)
        drop_byte_order_mark(source);
    if (file >= 0)
        close(file);
    if (vet->refusals == 0)
        check_size(vet, source);
    if (vet->refusals == 0)
        check_characters(vet, source);
    if (vet->refusals == 0)
        check_trigraphs(vet, source);
    if (vet->refusals == 0)
        check_directives(vet, source);
}
