// vet_tokens.h - preprocessed text, read as the compiler will read it.
//
// Kept are the tokens of the student's own file, macros of others expanded, and
// in the order of the text: what it includes, #defines, #undefs, and #pragmas.
// Lines are those of the student's file.
#ifndef VET_TOKENS_H
#define VET_TOKENS_H

#include "vet.h"

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
    TOKEN_NAME,     // identifiers and keywords
    TOKEN_LITERAL,  // strings, characters, numbers
    TOKEN_MARK,     // one character of punctuation
    TOKEN_INCLUDE,  // the path of a file that the student's file includes, or
                    // that one of those includes
    TOKEN_DEFINE,   // the name of the student's #define
    TOKEN_UNDEF,
    TOKEN_PRAGMA,    // the words after #pragma
    TOKEN_FOREIGN,   // the name of a macro that another file defines
    TOKEN_PROMISED,  // a name before a parenthesis in one of the project's
                     // headers
    TOKEN_MOVED,     // a line marker that no include explains: a #line
};

struct token {
    enum token_kind kind;
    unsigned line;
    const char *text;  // not terminated
    size_t length;
};

struct tokens {
    struct token *all;
    size_t count;
};

// Read text, in which the student's file is called shown.
void tokens_read(struct tokens *tokens, const char *text, const char *shown);

// Turn text into what is compiled: the #defines go, which are there for
// tokens_read() alone, and wrapper, a file's name, becomes shown.
// Memory: returns a malloc()ed text, or NULL without memory.
char *tokens_compilable(const char *text, const char *wrapper,
                        const char *shown);

bool token_is(const struct token *token, const char *text);

// The first token of that kind and text, or NULL.
const struct token *tokens_find(const struct tokens *tokens,
                                enum token_kind kind, const char *text);

#endif
