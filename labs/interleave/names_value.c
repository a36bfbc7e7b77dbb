// names_value.c - from bits to what they mean.
#include "names_private.h"
#include "region.h"

#include <dwarf.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

// As heap.c fills what is freed, and heap.c and thread.c what is new.
enum { FREED_BYTE = 0xdd, UNSET_BYTE = 0xa5 };

extern char __executable_start[], _end[];

// libc, the kernel's pages and the process's own stack lie above; an address
// there differs from process to process.
static bool is_random(uint64_t value)
{
    return value >= UINT64_C(0x7e0000000000) && value < UINT64_C(1) << 47;
}

static int64_t extended(uint64_t value, uint64_t size)
{
    unsigned unused = size && size < 8 ? (unsigned)(8 - size) * 8 : 0;

    return (int64_t)(value << unused) >> unused;
}

static bool is_in_program(uint64_t value)
{
    return value >= (uintptr_t)__executable_start && value < (uintptr_t)_end;
}

static const char *in_block(struct names *names, uint64_t value)
{
    const struct heap_block *b = names_block(names, value);

    if (!b)
        return NULL;
    if (value == b->address)
        return names_keep(names, "#%u", b->id);
    return names_keep(names, "#%u+%" PRIu64, b->id, value - b->address);
}

static bool on_a_stack(const struct names *names, uint64_t value)
{
    for (uint32_t i = 0; i < names->trace->thread_count; i++) {
        const struct thread_name *t = &names->trace->thread[i];
        if ((value >= t->stack_low && value < t->stack_high) ||
            (value >= t->tls_low && value < t->tls_high))
            return true;
    }
    return false;
}

// size: of what it points to, 0 if not known. Returns: NULL if the value points
// to nothing that has a name.
static const char *pointer_text(struct names *names, uint64_t value,
                                uint64_t size)
{
    const char *text = in_block(names, value);

    if (text)
        return text;
    if (debug_variable_at(names->debug, value, false))
        return names_keep(names, "&%s",
                          names_variable(names, value, size, EVENT_NONE));
    const struct debug_function *f = debug_function_at(names->debug, value);
    if (f && f->low == value)
        return f->name;
    if (on_a_stack(names, value)) {
        const char *name = names_variable(names, value, size, EVENT_NONE);
        return names_keep(names, strchr(name, ' ') ? "(%s)" : "&%s", name);
    }
    if (is_in_program(value))
        return "(a constant)";
    return is_random(value) ? "(outside)" : NULL;
}

static const char *string_text(struct names *names, uint64_t value)
{
    char text[25];
    size_t length = 0;

    while (length < sizeof text - 1 && value + length < (uintptr_t)_end &&
           ((const char *)(uintptr_t)value)[length])
        length++;
    memcpy(text, (const char *)(uintptr_t)value, length);
    text[length] = '\0';
    return names_keep(names, "\"%s\"", names_clean(names, text));
}

static const char *integer(struct names *names, uint64_t value, uint64_t size)
{
    int64_t number = extended(value, size);

    if (number < -100000000 || number > 100000000)
        return names_keep(names, "0x%" PRIx64, value);
    return names_keep(names, "%" PRId64, number);
}

static const char *plain_text(struct names *names, uint64_t value,
                              uint64_t size)
{
    if (size > 8)
        return names_keep(names, "(%" PRIu64 " bytes)", size);
    if (size == 8) {
        const char *text = value > 4096 ? pointer_text(names, value, 0) : NULL;
        if (text)
            return text;
    }
    return integer(names, value, size);
}

// --- by type -----------------------------------------------------------------

static const char *enumerator(struct names *names, Dwarf_Die *type,
                              uint64_t value, uint64_t size)
{
    Dwarf_Die die;
    Dwarf_Attribute attribute;
    Dwarf_Sword own;

    if (dwarf_child(type, &die) == 0)
        do
            if (dwarf_attr(&die, DW_AT_const_value, &attribute) &&
                dwarf_formsdata(&attribute, &own) == 0 &&
                extended((uint64_t)own, size) == extended(value, size))
                return dwarf_diename(&die);
        while (dwarf_siblingof(&die, &die) == 0);
    return names_keep(names, "%" PRId64, extended(value, size));
}

static const char *character(struct names *names, uint64_t value)
{
    if (value >= ' ' && value < 0x7f)
        return names_keep(names, "'%c'", (int)value);
    return names_keep(names, "%" PRId64, extended(value, 1));
}

static const char *floating(struct names *names, uint64_t value, uint64_t size)
{
    float single;
    double full;
    uint32_t low = (uint32_t)value;

    memcpy(&single, &low, sizeof single);
    memcpy(&full, &value, sizeof full);
    return size == 4 ? names_keep(names, "%g", (double)single)
                     : names_keep(names, "%g", full);
}

static const char *number(struct names *names, Dwarf_Die *type, uint64_t value,
                          uint64_t size)
{
    Dwarf_Attribute attribute;
    Dwarf_Word encoding = 0;

    if (dwarf_attr(type, DW_AT_encoding, &attribute))
        dwarf_formudata(&attribute, &encoding);
    if (encoding == DW_ATE_boolean)
        return value > 1 ? plain_text(names, value, size)
                         : (value ? "true" : "false");
    if (encoding == DW_ATE_float && (size == 4 || size == 8))
        return floating(names, value, size);
    if (encoding == DW_ATE_signed_char && size == 1)
        return character(names, value);
    if (encoding == DW_ATE_unsigned || encoding == DW_ATE_unsigned_char)
        return names_keep(names, value > 100000000 ? "0x%" PRIx64 : "%" PRIu64,
                          value);
    return integer(names, value, size);
}

// What a number is called by its type, where that says more than its bits: an
// address in a uintptr_t, a thread's handle. Returns: NULL for others.
static const char *by_alias(struct names *names, Dwarf_Die *type,
                            uint64_t value)
{
    if (type_has_alias(type, "uintptr_t") || type_has_alias(type, "intptr_t"))
        return value > 4096 ? pointer_text(names, value, 0) : NULL;
    if (!type_has_alias(type, "pthread_t") && !type_has_alias(type, "thrd_t"))
        return NULL;
    if (region_is_stack(value))  // where its carrier's thread block lies
        return names_keep(names, "T%u", region_stack_thread(value));
    return NULL;
}

static const char *pointer(struct names *names, Dwarf_Die *type, uint64_t value)
{
    Dwarf_Die pointed, peeled;
    const char *text;

    if (!value)
        return "NULL";
    bool is_typed = type_pointed(type, &pointed);
    text = pointer_text(names, value, is_typed ? type_size(&pointed) : 0);
    if (text && !strcmp(text, "(a constant)") && is_typed &&
        type_peel(&pointed, &peeled) == DW_TAG_base_type &&
        type_size(&pointed) == 1)
        return string_text(names, value);
    if (text)
        return text;
    return value < 4096 ? names_keep(names, "%" PRIu64, value) : "(outside)";
}

static bool is_all(uint64_t value, uint64_t size, uint8_t byte)
{
    for (uint64_t i = 0; i < size && i < 8; i++)
        if ((value >> i * 8 & 0xff) != byte)
            return false;
    return size > 1;
}

// What nobody has written, so that its use shows. Returns: NULL for others.
static const char *filling(const struct names *names, uintptr_t address,
                           uint64_t size, uint64_t value)
{
    const struct heap_block *b = names_block(names, address);

    if (b && b->freed && is_all(value, size, FREED_BYTE))
        return "(freed memory)";
    if ((b || on_a_stack(names, address)) && is_all(value, size, UNSET_BYTE))
        return "(unset)";
    return NULL;
}

const char *names_value(struct names *names, uintptr_t address, uint64_t size,
                        uint64_t value, uint32_t at)
{
    char name[NAME_MAX];
    Dwarf_Die type, peeled;
    bool has_type;

    const char *text = filling(names, address, size, value);
    if (text)
        return text;
    if (size < 8)
        value &= (UINT64_C(1) << size * 8) - 1;
    names_describe(names, address, size, at, POINTER_DEPTH, name, &type,
                   &has_type);
    if (!has_type || size > 8 || type_size(&type) != size)
        return plain_text(names, value, size);
    text = by_alias(names, &type, value);
    if (text)
        return text;
    switch (type_peel(&type, &peeled)) {
    case DW_TAG_pointer_type:
        return pointer(names, &peeled, value);
    case DW_TAG_enumeration_type:
        return enumerator(names, &peeled, value, size);
    case DW_TAG_base_type:
        return number(names, &peeled, value, size);
    default:
        return plain_text(names, value, size);
    }
}
