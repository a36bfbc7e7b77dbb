// mutate.h - machine-made mutants of a C file: one small change each, of the
// kind that breaks how threads keep out of each other's way.
//
//   remove              a lock, an unlock, a wait, a signal, ... is left out
//   exchange            a lock for reading becomes one for writing, and back
//   swap                two locks are taken in the other order
//   narrow-first, -last a critical section loses the statement at that end
//   always, never       an `if` that others can make stale has one answer
//   once                a `while` around a wait looks only once
//   weaken-to-ORDER     an atomic access has an order one step weaker
//
// Shape:   a file is read into tokens, the tokens into functions and
//          statements, and each operator looks at those. What stands in
//          macros is not seen, nor a lock call whose result is used
//          (`if (pthread_mutex_trylock(...))`), nor an atomic variable that is
//          used like a plain one.
// Input:   C that compiles, in the house style. Anything else may be
//          misread, never written: a mutant that does not compile is dropped
//          by who asked for it.
// Errors:  a broken file or no memory ends the program with a sentence.
#ifndef MUTATE_H
#define MUTATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// --- the text ----------------------------------------------------------------

enum token_kind {
    TOKEN_NAME,     // identifiers and keywords
    TOKEN_LITERAL,  // strings, characters, numbers
    TOKEN_MARK,     // one character of punctuation
};

struct token {
    enum token_kind kind;
    size_t at, length;  // in the file's text
    unsigned line;
    size_t partner;  // of a bracket: the token that closes or opens it
};

enum statement_kind {
    STATEMENT_BLOCK,
    STATEMENT_CALL,   // name(...);
    STATEMENT_OTHER,  // declarations and all other expressions
    STATEMENT_JUMP,   // return, break, continue, goto
    STATEMENT_IF,
    STATEMENT_WHILE,
    STATEMENT_LOOP,  // for, do, switch, and a macro before a block
    STATEMENT_LABEL,
};

enum { NONE = -1 };

struct statement {
    enum statement_kind kind;
    size_t first, last;  // tokens
    int before, after;   // its neighbours in the same block, or NONE
    int function;        // the function it is in
    size_t name;         // of a call: its name
    size_t open, close;  // of an if or a while: the condition's brackets
};

struct function {
    size_t name;         // tokens
    size_t first, last;  // its body's braces
};

struct source {
    const char *path;
    const char *text;  // ends with a zero byte
    size_t size;
    struct token *token;
    size_t tokens;
    struct function *function;
    size_t functions;
    struct statement *statement;
    size_t statements;
};

// Read text, which must outlive source; path is for what is said of it.
void source_read(struct source *source, const char *path, const char *text,
                 size_t size);
void source_free(struct source *source);

// The first half of source_read(): tokens alone.
void source_tokens(struct source *source);

// Say what is wrong with the file, and end the program.
_Noreturn void source_broken(const struct source *source, unsigned line,
                             const char *how);

bool token_is(const struct source *source, size_t token, const char *text);
bool token_starts(const struct source *source, size_t token, const char *text);

// Where a token begins in the text, and where it ends.
size_t start_of(const struct source *source, size_t token);
size_t end_of(const struct source *source, size_t token);

// Copy the text of the tokens first ... last, comments left out and every gap
// made one space; a text that does not fit ends in "...".
void source_text(const struct source *source, size_t first, size_t last,
                 char *text, size_t room);

// Make room for one more element: *count becomes one larger.
// Returns: the array, moved perhaps; the new element is zero.
void *grow(void *array, size_t *count, size_t size);

// --- what a name means -------------------------------------------------------

enum call_kind {
    CALL_PLAIN,
    CALL_LOCK,    // begins a critical section
    CALL_UNLOCK,  // ends one
    CALL_SYNC,    // wait, signal, broadcast, join, gates, ...
};

// By the words of the name: `lock_for_reading` locks, `put_locked` does not.
enum call_kind call_kind_of(const char *name, size_t length);

// What a statement does, if it is a call.
enum call_kind statement_call(const struct source *source,
                              const struct statement *it);

// A function that runs with a lock held, or is about one, by its name.
bool is_about_a_lock(const char *name, size_t length);

// The lock call of the other kind: rdlock for wrlock, ..._reading for
// ..._writing. Returns: false if there is none, or no room.
bool other_lock(const char *name, size_t length, char *other, size_t room);

// --- the mutants -------------------------------------------------------------

enum { EDITS = 2, EDIT_TEXT = 96 };

// Replace `length` bytes at `at` by `with`, or by a copy of the tokens
// first ... last if `copies` is set.
struct edit {
    size_t at, length;
    char with[EDIT_TEXT];
    bool copies;
    size_t first, last;
};

struct mutant {
    const char *name;  // of the operator
    int function;
    size_t first, last;       // the tokens that tell which place is meant
    struct edit edit[EDITS];  // in the order of the text
    size_t edits;
    unsigned ordinal;  // among those of the same operator, function and text
    uint64_t hash;     // of the mutated file
};

struct mutants {
    struct mutant *all;
    size_t count;
};

// All mutants, in the order of the operators; two that are the same file are
// listed once.
void mutants_make(struct mutants *mutants, const struct source *source);
void mutants_free(struct mutants *mutants);

// Called with one piece of the mutated file after the other.
typedef void take_piece(void *argument, const char *text, size_t length);
void mutant_write(const struct mutant *mutant, const struct source *source,
                  take_piece *take, void *argument);

// The room for a place's text in a mutant's key.
enum { KEY_TEXT = 72 };

// The operators, each of which adds its mutants to the list.
void mutate_calls(struct mutants *mutants, const struct source *source);
void mutate_sections(struct mutants *mutants, const struct source *source);
void mutate_checks(struct mutants *mutants, const struct source *source);
void mutate_orders(struct mutants *mutants, const struct source *source);

// For the operators: a new mutant whose place are the tokens first ... last,
// and one more edit of it: text replaced by other text, or by a copy of the
// tokens first ... last. Edits come in the order of the text.
struct mutant *mutant_add(struct mutants *mutants, const char *name,
                          int function, size_t first, size_t last);
void mutant_edit(struct mutant *mutant, size_t at, size_t length,
                 const char *with);
void mutant_move(struct mutant *mutant, size_t at, size_t length, size_t first,
                 size_t last);

#endif
