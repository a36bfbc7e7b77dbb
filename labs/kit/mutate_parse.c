// mutate_parse.c - see mutate.h: tokens into functions and statements.
//
// A body is a brace after a closing parenthesis, outside of all others. Inside
// of it only what shapes statements is read; an expression is whatever stands
// before the next semicolon that no bracket encloses.
#include "mutate.h"

#include <stdlib.h>

enum { MOST_DEPTH = 256 };

struct parser {
    struct source *source;
    size_t at;   // the next token
    size_t end;  // the brace that ends the innermost block
    int function;
    unsigned depth;  // statements inside of each other
};

static int parse_statement(struct parser *parser);

static bool next_is(const struct parser *parser, const char *text)
{
    return token_is(parser->source, parser->at, text);
}

static size_t partner(const struct parser *parser, size_t token)
{
    return parser->source->token[token].partner;
}

static struct statement *statement(const struct parser *parser, int which)
{
    return &parser->source->statement[which];
}

static _Noreturn void broken(const struct parser *parser, const char *how)
{
    size_t last = parser->source->tokens - 1;
    size_t token = parser->at < last ? parser->at : last;
    source_broken(parser->source, parser->source->token[token].line, how);
}

// --- simple statements -------------------------------------------------------

// Stand at the next mark that no bracket encloses.
static void skip_to(struct parser *parser, const char *mark)
{
    while (parser->at < parser->end && !next_is(parser, mark))
        parser->at =
            next_is(parser, "(") || next_is(parser, "[") || next_is(parser, "{")
                ? partner(parser, parser->at) + 1
                : parser->at + 1;
    if (parser->at >= parser->end)
        broken(parser, "the statement before this line does not end");
}

static bool is_label(const struct parser *parser)
{
    return next_is(parser, "case") || next_is(parser, "default") ||
           (parser->source->token[parser->at].kind == TOKEN_NAME &&
            token_is(parser->source, parser->at + 1, ":"));
}

static bool is_jump(const struct parser *parser)
{
    return next_is(parser, "return") || next_is(parser, "break") ||
           next_is(parser, "continue") || next_is(parser, "goto");
}

// name(...); and (void)name(...);
static bool is_call(const struct parser *parser, struct statement *it)
{
    const struct source *source = parser->source;
    size_t name = it->first;
    if (token_is(source, name, "(") && token_is(source, name + 1, "void") &&
        token_is(source, name + 2, ")"))
        name += 3;
    it->name = name;
    return source->token[name].kind == TOKEN_NAME &&
           token_is(source, name + 1, "(") &&
           source->token[name + 1].partner + 1 == it->last;
}

static void parse_simple(struct parser *parser, int which)
{
    struct statement *it = statement(parser, which);
    bool label = is_label(parser), jump = is_jump(parser);
    skip_to(parser, label ? ":" : ";");
    it->last = parser->at++;
    it->kind = label                 ? STATEMENT_LABEL
               : jump                ? STATEMENT_JUMP
               : is_call(parser, it) ? STATEMENT_CALL
                                     : STATEMENT_OTHER;
}

// --- statements around others ------------------------------------------------

static void parse_block(struct parser *parser, int which)
{
    size_t around = parser->end;
    int before = NONE;
    statement(parser, which)->kind = STATEMENT_BLOCK;
    parser->end = partner(parser, parser->at);
    parser->at++;
    while (parser->at < parser->end) {
        int child = parse_statement(parser);
        statement(parser, child)->before = before;
        if (before != NONE)
            statement(parser, before)->after = child;
        before = child;
    }
    parser->at = parser->end + 1;
    parser->end = around;
}

static void parse_condition(struct parser *parser, int which)
{
    struct statement *it = statement(parser, which);
    it->open = ++parser->at;
    if (!next_is(parser, "("))
        broken(parser, "a condition is missing");
    it->close = partner(parser, it->open);
    parser->at = it->close + 1;
}

static void parse_if(struct parser *parser, int which)
{
    statement(parser, which)->kind = STATEMENT_IF;
    parse_condition(parser, which);
    parse_statement(parser);
    if (next_is(parser, "else")) {
        parser->at++;
        parse_statement(parser);
    }
}

static void parse_loop(struct parser *parser, int which)
{
    bool is_while = next_is(parser, "while");
    statement(parser, which)->kind =
        is_while ? STATEMENT_WHILE : STATEMENT_LOOP;
    parse_condition(parser, which);
    parse_statement(parser);
}

static void parse_do(struct parser *parser, int which)
{
    statement(parser, which)->kind = STATEMENT_LOOP;
    parser->at++;
    parse_statement(parser);
    skip_to(parser, ";");
    parser->at++;
}

// for, switch, and a macro that stands for one: NAME(...) {
static bool is_loop(const struct parser *parser)
{
    return next_is(parser, "while") || next_is(parser, "for") ||
           next_is(parser, "switch") ||
           (parser->source->token[parser->at].kind == TOKEN_NAME &&
            token_is(parser->source, parser->at + 1, "(") &&
            token_is(parser->source, partner(parser, parser->at + 1) + 1, "{"));
}

static void parse_kind(struct parser *parser, int which)
{
    if (next_is(parser, "{"))
        parse_block(parser, which);
    else if (next_is(parser, "if"))
        parse_if(parser, which);
    else if (next_is(parser, "do"))
        parse_do(parser, which);
    else if (!is_jump(parser) && is_loop(parser))
        parse_loop(parser, which);
    else
        parse_simple(parser, which);
}

// Returns: the statement's number. It moves in memory with each new one.
static int parse_statement(struct parser *parser)
{
    struct source *source = parser->source;
    if (++parser->depth > MOST_DEPTH)
        broken(parser, "statements are nested too deeply here");
    source->statement =
        grow(source->statement, &source->statements, sizeof *source->statement);
    int which = (int)source->statements - 1;
    *statement(parser, which) = (struct statement){
        .first = parser->at,
        .before = NONE,
        .after = NONE,
        .function = parser->function,
    };
    parse_kind(parser, which);
    statement(parser, which)->last = parser->at - 1;
    parser->depth--;
    return which;
}

// --- functions ---------------------------------------------------------------

// The brace at `brace` begins a function's body if a parameter list ends
// before it. The parameter list's own bracket tells where the name is.
static bool is_function(const struct source *source, size_t brace)
{
    if (brace < 3 || !token_is(source, brace - 1, ")"))
        return false;
    size_t open = source->token[brace - 1].partner;
    return open > 0 && source->token[open - 1].kind == TOKEN_NAME;
}

static void parse_function(struct source *source, size_t brace)
{
    source->function =
        grow(source->function, &source->functions, sizeof *source->function);
    source->function[source->functions - 1] = (struct function){
        .name = source->token[brace - 1].partner - 1,
        .first = brace,
        .last = source->token[brace].partner,
    };
    parse_statement(&(struct parser){
        .source = source,
        .at = brace,
        .end = source->token[brace].partner,
        .function = (int)source->functions - 1,
    });
}

void source_read(struct source *source, const char *path, const char *text,
                 size_t size)
{
    *source = (struct source){.path = path, .text = text, .size = size};
    source_tokens(source);
    for (size_t i = 0; i < source->tokens; i++) {
        if (!token_is(source, i, "{"))
            continue;
        if (is_function(source, i))
            parse_function(source, i);
        i = source->token[i].partner;
    }
}

void source_free(struct source *source)
{
    free(source->token);
    free(source->function);
    free(source->statement);
}
