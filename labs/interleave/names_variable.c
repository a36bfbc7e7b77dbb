// names_variable.c - from an address to the name a student knows.
//
// In this order: the program's own variables; a block by a pointer that
// reaches it at that moment; by how the code that uses it calls it; by its
// number.
#include "names_private.h"

#include <stdio.h>
#include <string.h>

static bool describe_static(struct names *names, uintptr_t address,
                            uint64_t size, bool is_tls, char *name,
                            Dwarf_Die *type, bool *has_type)
{
    const struct debug_variable *v =
        debug_variable_at(names->debug, address, is_tls);
    Dwarf_Die whole;

    if (!v)
        return false;
    whole = v->type;
    int used = snprintf(name, NAME_MAX, "%s", v->name);
    *has_type = used < NAME_MAX &&
                type_path(&whole, address - v->address, size, name + used,
                          NAME_MAX - (size_t)used, type);
    if (!*has_type && address != v->address)
        snprintf(name + used, NAME_MAX - (size_t)used, "+%llu",
                 (unsigned long long)(address - v->address));
    return true;
}

// --- joining a pointer and a path --------------------------------------------

static bool is_array_of(const struct object *o, uint64_t each, uint64_t offset)
{
    struct object copy = *o;

    if (type_is_open(&copy.type))
        return false;
    return o->is_array ||
           (each && o->size >= 2 * each && o->size % each == 0) ||
           offset >= each;
}

// text: what points to the object; NULL: its number stands for the object.
static bool join(const struct object *o, const char *text, uint64_t offset,
                 uint64_t size, char *name, Dwarf_Die *type)
{
    struct object copy = *o;
    uint64_t each = type_size(&copy.type);
    char path[NAME_MAX], root[NAME_MAX];
    bool is_array = each && is_array_of(o, each, offset);

    if (!type_path(&copy.type, is_array ? offset % each : offset, size, path,
                   sizeof path, type))
        return false;
    snprintf(root, sizeof root, text ? "%s" : "#%s", text ? text : "");
    if (!text)
        snprintf(root, sizeof root, "#%u", o->block);
    if (is_array)
        snprintf(name, NAME_MAX, "%.80s[%llu]%.60s", root,
                 (unsigned long long)(offset / each), path);
    else if (!text || o->is_variable)
        snprintf(name, NAME_MAX, "%.80s%.70s", root, path);
    else if (path[0] == '.')
        snprintf(name, NAME_MAX, "%.80s->%.70s", root, path + 1);
    else
        snprintf(name, NAME_MAX, "*%.80s%.70s", root, path);
    return true;
}

// --- blocks ------------------------------------------------------------------

static bool lives(const struct pointer *p, uint32_t at)
{
    return p->from <= at && (p->until == EVENT_NONE || at <= p->until);
}

// A slot on a stack is one function's parameter and then another's, and has
// one name here: a name whose type does not fit the block was another's.
static bool is_of_another_call(const struct names *names,
                               const struct pointer *p, const struct object *o,
                               Dwarf_Die *pointed)
{
    const struct trace *trace = names->trace;

    if (type_is_open(pointed) || o->size % type_size(pointed) == 0)
        return false;
    for (uint32_t i = 0; i < trace->thread_count; i++)
        if (p->location >= trace->thread[i].stack_low &&
            p->location < trace->thread[i].stack_high)
            return true;
    return false;
}

// How the program reaches the object at that moment, and its type from there. A
// pointer in a block that is not reached itself is no way.
static bool by_pointer(struct names *names, struct object *o, uint32_t at,
                       int depth, char *best, struct object *typed)
{
    size_t best_length = NAME_MAX;
    uint32_t next;
    unsigned tries = 8;

    for (uint32_t i = o->first_pointer; i != EVENT_NONE && tries; i = next) {
        const struct pointer *p = &names->pointer[i];
        char name[NAME_MAX];
        Dwarf_Die type, pointed;
        bool has_type = false;
        next = p->next;
        if (!lives(p, at))
            continue;
        tries--;
        if (!names_describe(names, p->location, 8, at, depth - 1, name, &type,
                            &has_type) ||
            !has_type || name[0] == '#' || !type_pointed(&type, &pointed) ||
            !type_size(&pointed) || strlen(name) >= best_length ||
            is_of_another_call(names, p, o, &pointed))
            continue;
        best_length = strlen(name);
        strcpy(best, name);
        typed->type = pointed;
        typed->has_type = true;
        typed->is_array = false;
        typed->is_variable = false;
    }
    return best_length < NAME_MAX;
}

// The type an earlier or later pointer gives, when none reaches it now.
static void type_by_any_pointer(struct names *names, struct object *o,
                                int depth)
{
    for (uint32_t i = o->first_pointer; !o->has_type && i != EVENT_NONE;
         i = names->pointer[i].next) {
        const struct pointer *p = &names->pointer[i];
        char name[NAME_MAX];
        Dwarf_Die type, pointed;
        bool has_type = false;
        names_describe(names, p->location, 8, p->from, depth - 1, name, &type,
                       &has_type);
        if (has_type && type_pointed(&type, &pointed) && type_size(&pointed)) {
            o->type = pointed;
            o->has_type = true;
            o->rank = 16;
        }
    }
}

static bool is_ambiguous(const struct names *names, const struct object *o)
{
    for (uint32_t i = 0; i < names->trace->block_count; i++) {
        const struct object *other = &names->block[i];
        if (other != o && other->text && !strcmp(other->text, o->text))
            return true;
    }
    for (size_t i = 0; i < names->local_count; i++) {
        const struct object *other = &names->local[i];
        if (other != o && other->text && !strcmp(other->text, o->text) &&
            other->address + other->size > o->address + o->size)
            return true;
    }
    return false;
}

static bool describe_inside(struct names *names, struct object *o,
                            uint64_t offset, uint64_t size, uint32_t at,
                            int depth, char *name, Dwarf_Die *type,
                            bool *has_type)
{
    struct object typed = *o;
    char text[NAME_MAX];

    if (depth > 0 && o->block &&
        by_pointer(names, o, at, depth, text, &typed) &&
        join(&typed, text, offset, size, name, type))
        return *has_type = true;
    if (depth > 0 && o->block)
        type_by_any_pointer(names, o, depth);
    if (!o->has_type)
        return false;
    bool has_text = o->text && !(o->block && is_ambiguous(names, o));
    if (!has_text && !o->block)
        return false;
    return *has_type =
               join(o, has_text ? o->text : NULL, offset, size, name, type);
}

static void describe_place(const struct object *o, uint64_t offset, char *name)
{
    if (offset)
        snprintf(name, NAME_MAX, "#%u+%llu", o->block,
                 (unsigned long long)offset);
    else
        snprintf(name, NAME_MAX, "#%u", o->block);
}

// The smallest object on a stack that holds the address and has the best name.
static struct object *local_holding(const struct names *names,
                                    uintptr_t address)
{
    struct object *best = NULL;

    for (size_t i = 0; i < names->local_count; i++) {
        struct object *o = &names->local[i];
        if (address - o->address < o->size &&
            (!best || o->rank < best->rank ||
             (o->rank == best->rank && o->size > best->size)))
            best = o;
    }
    return best;
}

static bool describe_stack(struct names *names, uintptr_t address,
                           uint64_t size, char *name, Dwarf_Die *type,
                           bool *has_type)
{
    const struct trace *trace = names->trace;
    struct object *o = local_holding(names, address);

    if (o && describe_inside(names, o, address - o->address, size, 0, 0, name,
                             type, has_type))
        return true;
    for (uint32_t i = 0; i < trace->thread_count; i++) {
        const struct thread_name *t = &trace->thread[i];
        if (address >= t->tls_low && address < t->tls_high)
            return describe_static(names, address - t->tls_low, size, true,
                                   name, type, has_type);
        if (address >= t->stack_low && address < t->stack_high) {
            snprintf(name, NAME_MAX, "a variable on T%u's stack", t->id);
            return false;
        }
    }
    return false;
}

bool names_describe(struct names *names, uintptr_t address, uint64_t size,
                    uint32_t at, int depth, char *name, Dwarf_Die *type,
                    bool *has_type)
{
    bool good = false;

    *has_type = false;
    name[0] = '\0';
    const struct heap_block *b = names_block(names, address);
    if (!b) {
        if (describe_static(names, address, size, false, name, type, has_type))
            return true;
        return describe_stack(names, address, size, name, type, has_type);
    }
    struct object *o = &names->block[b - names->trace->block];
    if (!o->visiting) {
        o->visiting = true;
        good = describe_inside(names, o, address - o->address, size, at, depth,
                               name, type, has_type);
        o->visiting = false;
    }
    if (!good)
        describe_place(o, address - o->address, name);
    return good;
}

const char *names_variable(struct names *names, uintptr_t address,
                           uint64_t size, uint32_t at)
{
    char name[NAME_MAX];
    Dwarf_Die type;
    bool has_type;

    names_describe(names, address, size, at, POINTER_DEPTH, name, &type,
                   &has_type);
    return name[0] ? names_keep(names, "%s", name)
                   : "memory outside the program";
}

const char *names_block_text(struct names *names,
                             const struct heap_block *block)
{
    const struct call_stack *stack = block->alloc_stack;
    const char *where =
        stack ? names_where(names,
                            names_student(names, stack, stack->frame[0], NULL))
              : "an unknown place";

    return names_keep(names, "block #%u (%zu byte%s, %s at %s by T%u)",
                      block->id, block->size, block->size == 1 ? "" : "s",
                      block->function ? block->function : "allocated", where,
                      block->allocated_by);
}
