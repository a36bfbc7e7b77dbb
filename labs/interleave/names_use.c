// names_use.c - what a source line touches: `map->buckets[i].count` read as the
// accesses it is made of, each with the type of the object it lies in.
//
// This is not a C parser. It follows chains of a variable, `->`, `.` and `[]`
// as far as the types known from the debug information allow; what it cannot
// read it leaves, and a use only counts where size and offset agree with it.
#define _GNU_SOURCE  // strndup
#include "names_private.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct names *names;
    uintptr_t pc;
    const char *at;
    struct use *use;
    unsigned count;
};

// A chain as far as it was read.
struct chain {
    const char *start;  // in the line
    const char *end;
    struct use now;  // the object and the part reached
    bool computed;   // the text holds an index: no name for a pointer
};

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static void add(struct reader *r, const struct chain *c)
{
    if (r->count == USES_MAX)
        return;
    r->use[r->count] = c->now;
    r->use[r->count++].written =
        names_keep(r->names, "%s%.*s", c->now.is_star ? "*" : "",
                   (int)(c->end - c->start), c->start);
}

// The chain so far is a pointer; go to what it points to.
static bool follow(struct reader *r, struct chain *c, const char *end,
                   bool indexes)
{
    Dwarf_Die pointed;

    if (!type_pointed(&c->now.part, &pointed))
        return false;
    c->now = (struct use){
        .text = c->computed ? NULL
                            : names_keep(r->names, "%.*s",
                                         (int)(end - c->start), c->start),
        .type = pointed,
        .part = pointed,
        .indexes_pointer = indexes,
        .stride = indexes ? type_size(&pointed) : 0,
    };
    return true;
}

static bool read_member(struct reader *r, struct chain *c, bool arrow)
{
    const char *dot = r->at, *name = dot + (arrow ? 2 : 1);
    size_t length = 0;
    uint64_t offset;
    char member[64];

    while (is_word(name[length]))
        length++;
    if (!length || length >= sizeof member)
        return false;
    memcpy(member, name, length);
    member[length] = '\0';
    if (arrow && !follow(r, c, dot, false))
        return false;
    if (!type_member(&c->now.part, member, &c->now.part, &offset))
        return false;
    c->now.offset += offset;
    r->at = name + length;
    return true;
}

static const char *closing(const char *open)
{
    int depth = 0;

    for (; *open; open++) {
        depth += *open == '[';
        depth -= *open == ']';
        if (!depth)
            return open;
    }
    return NULL;
}

static bool read_index(struct reader *r, struct chain *c)
{
    const char *close = closing(r->at);
    Dwarf_Die element;

    if (!close)
        return false;
    if (type_element(&c->now.part, &element)) {
        c->now.stride = type_size(&element);
        c->now.part = element;
    } else if (!follow(r, c, r->at, true)) {
        return false;
    }
    c->computed = true;
    r->at = close + 1;
    return true;
}

static bool read_link(struct reader *r, struct chain *c)
{
    r->at += strspn(r->at, " \t");
    if (r->at[0] == '-' && r->at[1] == '>')
        return read_member(r, c, true);
    if (r->at[0] == '.')
        return read_member(r, c, false);
    return r->at[0] == '[' && read_index(r, c);
}

static bool is_starred(const char *line, const char *start)
{
    while (start > line && strchr(" (", start[-1]))
        start--;
    return start > line && start[-1] == '*';
}

static void read_chain(struct reader *r, const char *line, const char *word,
                       size_t length)
{
    struct chain c = {.start = word};
    bool is_static;
    const char *text = names_keep(r->names, "%.*s", (int)length, word);

    if (!debug_variable_named(r->names->debug, r->pc - 1, text, &c.now.type,
                              &is_static))
        return;
    c.now.part = c.now.type;
    c.now.text = text;
    c.now.is_variable = true;
    c.end = r->at;
    if (!is_static)  // it has a name without this
        add(r, &c);
    while (read_link(r, &c)) {
        c.end = r->at;
        if (!is_static || !c.now.is_variable)
            add(r, &c);
    }
    if (is_starred(line, word) && follow(r, &c, r->at, false)) {
        c.now.is_star = true;
        add(r, &c);
    }
}

unsigned names_uses(struct names *names, uintptr_t pc, struct use use[])
{
    const char *line = names_source(names, names_place(names, pc));
    struct reader r = {names, pc, line, use, 0};

    while (*r.at) {
        const char *word = r.at;
        if (!is_word(*word)) {
            r.at++;
            continue;
        }
        while (is_word(*r.at))
            r.at++;
        if (!isdigit((unsigned char)*word))
            read_chain(&r, line, word, (size_t)(r.at - word));
    }
    return r.count;
}

const char *names_written(struct names *names, uintptr_t pc, uint64_t size)
{
    struct use use[USES_MAX];
    unsigned count = names_uses(names, pc, use);
    const char *found = NULL;

    for (unsigned i = 0; i < count; i++) {
        if (use[i].is_variable || type_size(&use[i].part) != size)
            continue;
        if (found && strcmp(found, use[i].written))
            return NULL;
        found = use[i].written;
    }
    return found;
}
