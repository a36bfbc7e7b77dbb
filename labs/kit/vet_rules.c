// vet_rules.c - what the tokens of the student's file may not be.
//
// The rules hold for every token that stands in the student's file after the
// preprocessor, so no macro hides one. Headers are trusted, and that is why
// nothing may be #defined before one is included.
#define _POSIX_C_SOURCE 200809L
#include "vet.h"

#include "vet_allow.h"
#include "vet_tokens.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

static bool is_one_of(const struct token *token, const char *const names[])
{
    for (; *names; names++)
        if (token_is(token, *names))
            return true;
    return false;
}

static bool begins_with(const struct token *token, const char *text)
{
    size_t length = strlen(text);
    return token->length >= length && strncmp(token->text, text, length) == 0;
}

// --- words -------------------------------------------------------------------

static const char *const assembly[] = {"asm", "__asm", "__asm__", NULL};

// Everything that reaches into the stack or the machine instead of the
// language. __builtin_ia32_pause is a spin loop's, and fine.
static const char *const builtins[] = {
    "__builtin_apply",
    "__builtin_eh_return",
    "__builtin_extract_return_addr",
    "__builtin_frame_address",
    "__builtin_frob_return_addr",
    "__builtin_longjmp",
    "__builtin_return",
    "__builtin_return_address",
    "__builtin_set_thread_pointer",
    "__builtin_setjmp",
    "__builtin_stack_address",
    "__builtin_thread_pointer",
    "__builtin_unwind_init",
    NULL,
};

static void check_word(struct vet *vet, const struct token *token)
{
    int length = (int)token->length;
    if (is_one_of(token, assembly))
        vet_refuse(vet, token->line,
                   "uses %.*s: assembly cannot be looked at or explored; write "
                   "it in C, with <stdatomic.h> where threads meet",
                   length, token->text);
    else if (is_one_of(token, builtins) ||
             begins_with(token, "__builtin_dwarf") ||
             begins_with(token, "__builtin_init_dwarf") ||
             (begins_with(token, "__builtin_ia32_") &&
              !token_is(token, "__builtin_ia32_pause")))
        vet_refuse(vet, token->line,
                   "uses %.*s, which reaches past the language; a lab's code "
                   "needs only C11 and POSIX threads",
                   length, token->text);
    else if (token_is(token, "_fileno") || begins_with(token, "_IO_"))
        vet_refuse(vet, token->line,
                   "uses %.*s, a part of the C library's own FILE; print to "
                   "stdout or stderr as they are",
                   length, token->text);
}

// --- attributes --------------------------------------------------------------

// Attributes that say something to the compiler and do nothing at run time.
static const char *const harmless[] = {
    "access",
    "aligned",
    "alloc_align",
    "alloc_size",
    "always_inline",
    "artificial",
    "assume_aligned",
    "cleanup",
    "cold",
    "const",
    "deprecated",
    "designated_init",
    "error",
    "fallthrough",
    "flatten",
    "format",
    "format_arg",
    "gnu_inline",
    "hot",
    "leaf",
    "malloc",
    "may_alias",
    "mode",
    "noclone",
    "noinline",
    "nonnull",
    "nonstring",
    "noreturn",
    "nothrow",
    "packed",
    "pure",
    "returns_nonnull",
    "sentinel",
    "unavailable",
    "used",
    "unused",
    "vector_size",
    "warn_unused_result",
    "warning",
    NULL,
};

static const struct token *without_underscores(const struct token *token,
                                               struct token *plain)
{
    *plain = *token;
    if (plain->length > 4 && begins_with(plain, "__") &&
        strncmp(plain->text + plain->length - 2, "__", 2) == 0) {
        plain->text += 2;
        plain->length -= 4;
    }
    return plain;
}

static void check_attribute(struct vet *vet, const struct token *token)
{
    struct token plain;
    if (!is_one_of(without_underscores(token, &plain), harmless))
        vet_refuse(vet, token->line,
                   "uses the attribute %.*s, which changes how code is linked, "
                   "run or checked; write the function without it",
                   (int)plain.length, plain.text);
}

// From __attribute__ on: its names stand at depth two, their arguments deeper.
static void check_attributes(struct vet *vet, const struct tokens *tokens,
                             size_t at)
{
    int depth = 0;
    for (size_t i = at + 1; i < tokens->count; i++) {
        const struct token *token = &tokens->all[i];
        depth += token_is(token, "(");
        depth -= token_is(token, ")");
        if (depth <= 0)
            return;
        if (depth == 2 && token->kind == TOKEN_NAME)
            check_attribute(vet, token);
    }
}

static void check_name(struct vet *vet, const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->all[at];
    if (token_is(token, "__attribute__") || token_is(token, "__attribute"))
        check_attributes(vet, tokens, at);
    else
        check_word(vet, token);
}

static bool is_bracket(const struct token *token, const struct token *next)
{
    return token_is(token, "[") ||
           (token_is(token, "<") && token_is(next, ":"));
}

// `[[` and its spellings with <: begin an attribute of a later C.
static void check_mark(struct vet *vet, const struct tokens *tokens, size_t at)
{
    const struct token *token = &tokens->all[at];
    size_t second = at + (token_is(token, "[") ? 1 : 2);
    if (second + 1 < tokens->count && is_bracket(token, token + 1) &&
        is_bracket(&tokens->all[second], &tokens->all[second + 1]))
        vet_refuse(vet, token->line,
                   "uses an attribute in [[ ]], which C11 does not have; write "
                   "the function without it");
}

// --- includes ----------------------------------------------------------------

static void check_include(struct vet *vet, const struct token *token)
{
    char *path = strndup(token->text, token->length);
    if (path && !vet_may_include(vet, path))
        vet_refuse(vet, token->line, VET_INCLUDE, path);
    free(path);
}

// --- #define -----------------------------------------------------------------

static const char *const keywords[] = {
    "auto",          "break",
    "case",          "char",
    "const",         "continue",
    "default",       "do",
    "double",        "else",
    "enum",          "extern",
    "float",         "for",
    "goto",          "if",
    "inline",        "int",
    "long",          "register",
    "restrict",      "return",
    "short",         "signed",
    "sizeof",        "static",
    "struct",        "switch",
    "typedef",       "union",
    "unsigned",      "void",
    "volatile",      "while",
    "_Alignas",      "_Alignof",
    "_Atomic",       "_Bool",
    "_Complex",      "_Generic",
    "_Noreturn",     "_Static_assert",
    "_Thread_local", "asm",
    "typeof",        NULL,
};

// What a header asks for; these are meant to be defined before it.
static const char *const asked_for[] = {
    "NDEBUG",          "_GNU_SOURCE",    "_POSIX_C_SOURCE", "_XOPEN_SOURCE",
    "_DEFAULT_SOURCE", "_ISOC11_SOURCE", "_POSIX_SOURCE",   NULL,
};

struct defines {
    void *foreign;  // a search tree of macros that headers define
    const struct token *before_include;  // the last one, so far
};

static int compare(const void *one, const void *other)
{
    return strcmp(one, other);
}

static void note_foreign(struct defines *defines, const struct token *token)
{
    char *name = strndup(token->text, token->length);
    if (name)
        tsearch(name, &defines->foreign, compare);
}

static bool is_taken(const struct vet *vet, const struct defines *defines,
                     const struct token *token, const char *name)
{
    return is_one_of(token, keywords) || allow_call(vet->allow, name) ||
           allow_is_reserved(vet->allow, name) ||
           tfind(name, &defines->foreign, compare);
}

static void check_define(struct vet *vet, struct defines *defines,
                         const struct token *token)
{
    if (is_one_of(token, asked_for))
        return;
    char *name = strndup(token->text, token->length);
    if (name && is_taken(vet, defines, token, name))
        vet_refuse(vet, token->line,
                   "%s %s, a name that already has a meaning here; give your "
                   "macro a name of its own",
                   token->kind == TOKEN_UNDEF ? "undefines" : "redefines",
                   name);
    free(name);
    if (token->kind == TOKEN_DEFINE)
        defines->before_include = token;
}

static void check_order(struct vet *vet, struct defines *defines,
                        const struct token *include)
{
    const struct token *define = defines->before_include;
    if (define)
        vet_refuse(vet, define->line,
                   "defines %.*s above the #include in line %u, which it could "
                   "change; move the #define below the includes",
                   (int)define->length, define->text, include->line);
    defines->before_include = NULL;
}

// --- vet_rules ---------------------------------------------------------------

static void check_pragma(struct vet *vet, const struct token *token)
{
    if (!begins_with(token, "#pragma STDC ") &&
        !begins_with(token, "#pragma once"))
        vet_refuse(vet, token->line, VET_PRAGMA);
}

static void check_token(struct vet *vet, const struct tokens *tokens, size_t at,
                        struct defines *defines)
{
    const struct token *token = &tokens->all[at];
    switch (token->kind) {
    case TOKEN_NAME:
        check_name(vet, tokens, at);
        break;
    case TOKEN_MARK:
        check_mark(vet, tokens, at);
        break;
    case TOKEN_INCLUDE:
        check_order(vet, defines, token);
        check_include(vet, token);
        break;
    case TOKEN_DEFINE:
    case TOKEN_UNDEF:
        check_define(vet, defines, token);
        break;
    case TOKEN_PRAGMA:
        check_pragma(vet, token);
        break;
    case TOKEN_FOREIGN:
        note_foreign(defines, token);
        break;
    case TOKEN_MOVED:
        vet_refuse(vet, token->line, VET_LINE);
        break;
    case TOKEN_LITERAL:
    case TOKEN_PROMISED:
        break;
    }
}

void vet_rules(struct vet *vet, const struct tokens *tokens)
{
    struct defines defines = {0};
    for (size_t i = 0; i < tokens->count; i++)
        check_token(vet, tokens, i, &defines);
}
