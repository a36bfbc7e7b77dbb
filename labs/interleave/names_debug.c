// names_debug.c - see names_debug.h: functions, lines and variables.
#define _GNU_SOURCE  // qsort order is ours; open and friends
#include "names_debug.h"

#include <dwarf.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct debug table;
static bool opened;

static void *grow(void *array, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return array;
    *room = *room ? *room * 2 : 256;
    array = realloc(array, *room * size);
    if (!array) {
        fprintf(stderr, "interleave: no memory for the program's names\n");
        exit(1);
    }
    return array;
}

// --- collecting --------------------------------------------------------------

static void add_function(struct debug *debug, Dwarf_Die *die, Dwarf_Die *unit)
{
    Dwarf_Addr low, high;
    const char *name = dwarf_diename(die);

    if (!name || dwarf_lowpc(die, &low) || dwarf_highpc(die, &high))
        return;
    debug->function = grow(debug->function, debug->function_count,
                           &debug->function_room, sizeof *debug->function);
    debug->function[debug->function_count++] =
        (struct debug_function){low, high, name, *die, *unit};
}

// A variable with a fixed place: one operation for static storage, a constant
// and an operation for thread-local storage.
static bool read_location(Dwarf_Die *die, uintptr_t *address, bool *is_local)
{
    Dwarf_Attribute attribute, indirect;
    Dwarf_Op *op;
    size_t count;
    Dwarf_Addr value;

    if (!dwarf_attr_integrate(die, DW_AT_location, &attribute) ||
        dwarf_getlocation(&attribute, &op, &count) || count == 0)
        return false;
    *is_local = count == 2 && (op[1].atom == DW_OP_form_tls_address ||
                               op[1].atom == DW_OP_GNU_push_tls_address);
    value = op[0].number;
    if (op[0].atom == DW_OP_addrx || op[0].atom == DW_OP_GNU_addr_index)
        if (dwarf_getlocation_attr(&attribute, &op[0], &indirect) ||
            dwarf_formaddr(&indirect, &value))
            return false;
    *address = value;
    return *is_local || (count == 1 && (op[0].atom == DW_OP_addr ||
                                        op[0].atom == DW_OP_addrx ||
                                        op[0].atom == DW_OP_GNU_addr_index));
}

static void add_variable(struct debug *debug, Dwarf_Die *die, Dwarf_Die *unit)
{
    struct debug_variable v = {.name = dwarf_diename(die), .unit = *unit};

    if (!v.name || !read_location(die, &v.address, &v.is_local_to_thread) ||
        !type_of(die, &v.type))
        return;
    v.size = type_size(&v.type);
    debug->variable = grow(debug->variable, debug->variable_count,
                           &debug->variable_room, sizeof *debug->variable);
    debug->variable[debug->variable_count++] = v;
}

static void collect(struct debug *debug, Dwarf_Die *parent, Dwarf_Die *unit)
{
    Dwarf_Die die;

    if (dwarf_child(parent, &die))
        return;
    do {
        int tag = dwarf_tag(&die);
        if (tag == DW_TAG_subprogram)
            add_function(debug, &die, unit);
        if (tag == DW_TAG_variable)
            add_variable(debug, &die, unit);
        if (tag == DW_TAG_subprogram || tag == DW_TAG_lexical_block)
            collect(debug, &die, unit);
    } while (dwarf_siblingof(&die, &die) == 0);
}

static int by_low(const void *a, const void *b)
{
    const struct debug_function *f = a, *g = b;

    return (f->low > g->low) - (f->low < g->low);
}

static int by_address(const void *a, const void *b)
{
    const struct debug_variable *v = a, *w = b;

    if (v->is_local_to_thread != w->is_local_to_thread)
        return v->is_local_to_thread - w->is_local_to_thread;
    return (v->address > w->address) - (v->address < w->address);
}

struct debug *debug_open(void)
{
    Dwarf_CU *unit = NULL;
    Dwarf_Die die;

    if (opened)
        return &table;
    opened = true;
    int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (fd < 0 || !(table.dwarf = dwarf_begin(fd, DWARF_C_READ)))
        return &table;
    while (dwarf_get_units(table.dwarf, unit, &unit, NULL, NULL, &die, NULL) ==
           0)
        collect(&table, &die, &die);
    if (table.function_count)
        qsort(table.function, table.function_count, sizeof *table.function,
              by_low);
    if (table.variable_count)
        qsort(table.variable, table.variable_count, sizeof *table.variable,
              by_address);
    return &table;
}

// --- finding -----------------------------------------------------------------

const struct debug_function *debug_function_at(const struct debug *debug,
                                               uintptr_t pc)
{
    size_t low = 0, high = debug->function_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct debug_function *f = &debug->function[middle];
        if (pc < f->low)
            high = middle;
        else if (pc >= f->high)
            low = middle + 1;
        else
            return f;
    }
    return NULL;
}

const struct debug_variable *debug_variable_at(const struct debug *debug,
                                               uintptr_t address,
                                               bool is_local_to_thread)
{
    for (size_t i = 0; i < debug->variable_count; i++) {
        const struct debug_variable *v = &debug->variable[i];
        if (v->is_local_to_thread == is_local_to_thread &&
            address - v->address < v->size)
            return v;
    }
    return NULL;
}

// The innermost block that holds pc decides; so it is searched first.
static bool named_inside(Dwarf_Die *parent, uintptr_t pc, const char *name,
                         Dwarf_Die *found)
{
    Dwarf_Die die;
    bool have = false;

    if (dwarf_child(parent, &die))
        return false;
    do {
        int tag = dwarf_tag(&die);
        const char *own = dwarf_diename(&die);
        if ((tag == DW_TAG_lexical_block || tag == DW_TAG_inlined_subroutine) &&
            dwarf_haspc(&die, pc) > 0 && named_inside(&die, pc, name, found))
            return true;
        if ((tag == DW_TAG_variable || tag == DW_TAG_formal_parameter) && own &&
            !have && !strcmp(own, name)) {
            *found = die;
            have = true;
        }
    } while (dwarf_siblingof(&die, &die) == 0);
    return have;
}

static const struct debug_variable *
static_named(const struct debug *debug, const char *name, Dwarf_Die *unit)
{
    const struct debug_variable *found = NULL;

    for (size_t i = 0; i < debug->variable_count; i++) {
        const struct debug_variable *v = &debug->variable[i];
        if (strcmp(v->name, name))
            continue;
        if (v->unit.addr == unit->addr)
            return v;
        found = v;
    }
    return found;
}

bool debug_variable_named(const struct debug *debug, uintptr_t pc,
                          const char *name, Dwarf_Die *type, bool *is_static)
{
    const struct debug_function *f = debug_function_at(debug, pc);
    Dwarf_Die die;
    uintptr_t address;
    bool is_local;

    if (!f)
        return false;
    die = f->die;
    if (named_inside(&die, pc, name, &die)) {
        *is_static = read_location(&die, &address, &is_local);
        return type_of(&die, type);
    }
    die = f->unit;
    const struct debug_variable *v = static_named(debug, name, &die);
    if (!v)
        return false;
    *is_static = true;
    *type = v->type;
    return true;
}

const char *debug_line(const struct debug *debug, uintptr_t pc, int *line,
                       const char **directory)
{
    const struct debug_function *f = debug_function_at(debug, pc);
    Dwarf_Die unit;
    Dwarf_Attribute attribute;
    Dwarf_Line *row;
    Dwarf_Addr start;

    *line = 0;
    *directory = NULL;
    if (!f)
        return NULL;
    unit = f->unit;
    row = dwarf_getsrc_die(&unit, pc);
    // Optimised code has instructions of no line: take the line before.
    while (row && dwarf_lineno(row, line) == 0 && *line == 0 &&
           dwarf_lineaddr(row, &start) == 0 && start > f->low)
        row = dwarf_getsrc_die(&unit, start - 1);
    if (!row || *line == 0)
        return NULL;
    if (dwarf_attr(&unit, DW_AT_comp_dir, &attribute))
        *directory = dwarf_formstring(&attribute);
    return dwarf_linesrc(row, NULL, NULL);
}
