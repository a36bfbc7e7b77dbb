// names_type.c - see names_debug.h: walking types.
#include "names_debug.h"

#include <dwarf.h>
#include <stdio.h>
#include <string.h>

bool type_of(Dwarf_Die *die, Dwarf_Die *type)
{
    Dwarf_Attribute attribute;

    return dwarf_attr_integrate(die, DW_AT_type, &attribute) &&
           dwarf_formref_die(&attribute, type);
}

int type_peel(Dwarf_Die *type, Dwarf_Die *peeled)
{
    return dwarf_peel_type(type, peeled) == 0 ? dwarf_tag(peeled) : 0;
}

uint64_t type_size(Dwarf_Die *type)
{
    Dwarf_Die peeled;
    Dwarf_Word size;

    if (!type_peel(type, &peeled) || dwarf_aggregate_size(&peeled, &size))
        return 0;
    return size;
}

// The next name by which a type is called, typedef after typedef; NULL after
// the last.
static const char *next_alias(Dwarf_Die *at)
{
    for (;;) {
        int tag = dwarf_tag(at);
        const char *name = dwarf_diename(at);
        if (tag != DW_TAG_typedef && tag != DW_TAG_const_type &&
            tag != DW_TAG_volatile_type && tag != DW_TAG_atomic_type)
            return NULL;
        if (!type_of(at, at))
            return NULL;
        if (tag == DW_TAG_typedef && name)
            return name;
    }
}

bool type_has_alias(Dwarf_Die *type, const char *alias)
{
    Dwarf_Die at = *type;
    const char *name;

    while ((name = next_alias(&at)))
        if (!strcmp(name, alias))
            return true;
    return false;
}

bool type_is_opaque(Dwarf_Die *type)
{
    Dwarf_Die at = *type;
    const char *name;

    while ((name = next_alias(&at)))
        if (!strncmp(name, "pthread_", 8) || !strcmp(name, "sem_t"))
            return true;
    return false;
}

// --- members -----------------------------------------------------------------

static uint64_t member_offset(Dwarf_Die *member)
{
    Dwarf_Attribute attribute;
    Dwarf_Word value = 0;

    if (dwarf_attr(member, DW_AT_data_member_location, &attribute) &&
        dwarf_formudata(&attribute, &value) == 0)
        return value;
    if (dwarf_attr(member, DW_AT_data_bit_offset, &attribute) &&
        dwarf_formudata(&attribute, &value) == 0)
        return value / 8;
    return 0;
}

static bool is_record(int tag)
{
    return tag == DW_TAG_structure_type || tag == DW_TAG_union_type;
}

static bool first_member(Dwarf_Die *type, Dwarf_Die *member)
{
    return dwarf_child(type, member) == 0;
}

bool type_member(Dwarf_Die *type, const char *name, Dwarf_Die *found,
                 uint64_t *offset)
{
    Dwarf_Die peeled, member;

    if (!is_record(type_peel(type, &peeled)) || !first_member(&peeled, &member))
        return false;
    do {
        const char *own = dwarf_diename(&member);
        Dwarf_Die inner;
        if (dwarf_tag(&member) != DW_TAG_member || !type_of(&member, &inner))
            continue;
        if (own && !strcmp(own, name)) {
            *found = inner;
            *offset = member_offset(&member);
            return true;
        }
        if (!own && type_member(&inner, name, found, offset)) {
            *offset += member_offset(&member);
            return true;
        }
    } while (dwarf_siblingof(&member, &member) == 0);
    return false;
}

bool type_element(Dwarf_Die *type, Dwarf_Die *element)
{
    Dwarf_Die peeled;

    return type_peel(type, &peeled) == DW_TAG_array_type &&
           type_of(&peeled, element);
}

bool type_pointed(Dwarf_Die *type, Dwarf_Die *pointed)
{
    Dwarf_Die peeled;

    if (type_peel(type, &peeled) == DW_TAG_pointer_type)
        return type_of(&peeled, pointed);
    return type_element(type, pointed);
}

bool type_is_open(Dwarf_Die *type)
{
    Dwarf_Die peeled, member, last, inner;
    bool have = false;

    if (!is_record(type_peel(type, &peeled)) || !first_member(&peeled, &member))
        return false;
    do {
        if (dwarf_tag(&member) == DW_TAG_member) {
            last = member;
            have = true;
        }
    } while (dwarf_siblingof(&member, &member) == 0);
    return have && type_of(&last, &inner) &&
           type_peel(&inner, &peeled) == DW_TAG_array_type &&
           type_size(&inner) == 0;
}

// --- the part at an offset ---------------------------------------------------

enum { DIMENSIONS = 8 };

// The number of elements in each dimension; 0 where it is open.
static unsigned dimensions(Dwarf_Die *array, uint64_t count[DIMENSIONS])
{
    Dwarf_Die die;
    Dwarf_Attribute attribute;
    unsigned n = 0;

    if (dwarf_child(array, &die))
        return 0;
    do {
        Dwarf_Word value = 0;
        if (dwarf_tag(&die) != DW_TAG_subrange_type || n == DIMENSIONS)
            continue;
        if (dwarf_attr(&die, DW_AT_count, &attribute))
            dwarf_formudata(&attribute, &value);
        else if (dwarf_attr(&die, DW_AT_upper_bound, &attribute) &&
                 dwarf_formudata(&attribute, &value) == 0)
            value++;
        count[n++] = value;
    } while (dwarf_siblingof(&die, &die) == 0);
    return n;
}

static size_t print_index(Dwarf_Die *array, uint64_t index, char *path,
                          size_t room)
{
    uint64_t count[DIMENSIONS], digit[DIMENSIONS];
    unsigned n = dimensions(array, count);
    size_t used = 0;

    for (unsigned i = n; i-- > 0;) {
        digit[i] = i && count[i] ? index % count[i] : index;
        index = i && count[i] ? index / count[i] : 0;
    }
    for (unsigned i = 0; i < n && used < room; i++)
        used += (size_t)snprintf(path + used, room - used, "[%llu]",
                                 (unsigned long long)digit[i]);
    return used;
}

static bool element_path(Dwarf_Die *array, uint64_t offset, uint64_t size,
                         char *path, size_t room, Dwarf_Die *found)
{
    Dwarf_Die element;
    uint64_t each;

    if (!type_of(array, &element) || !(each = type_size(&element)))
        return false;
    size_t used = print_index(array, offset / each, path, room);
    return used < room && type_path(&element, offset % each, size, path + used,
                                    room - used, found);
}

static bool holds(Dwarf_Die *member, uint64_t offset, uint64_t size,
                  Dwarf_Die *inner)
{
    uint64_t start = member_offset(member), own;

    if (dwarf_tag(member) != DW_TAG_member || !type_of(member, inner))
        return false;
    own = type_size(inner);
    if (offset < start)
        return false;
    Dwarf_Die peeled;
    if (own == 0)  // an open array at the end
        return type_peel(inner, &peeled) == DW_TAG_array_type;
    return offset - start < own && (offset - start) + (size ? size : 1) <= own;
}

static bool member_path(Dwarf_Die *type, uint64_t offset, uint64_t size,
                        char *path, size_t room, Dwarf_Die *found)
{
    Dwarf_Die member, inner;

    if (!first_member(type, &member))
        return false;
    do {
        if (!holds(&member, offset, size, &inner))
            continue;
        const char *name = dwarf_diename(&member);
        int used = name ? snprintf(path, room, ".%s", name) : 0;
        if (used >= 0 && (size_t)used < room &&
            type_path(&inner, offset - member_offset(&member), size,
                      path + used, room - (size_t)used, found))
            return true;
    } while (dwarf_siblingof(&member, &member) == 0);
    return false;
}

static bool is_all_of(int tag, uint64_t whole, uint64_t offset, uint64_t size)
{
    return (is_record(tag) || tag == DW_TAG_array_type) && offset == 0 &&
           size == whole && size > 8;
}

bool type_path(Dwarf_Die *type, uint64_t offset, uint64_t size, char *path,
               size_t room, Dwarf_Die *found)
{
    Dwarf_Die peeled;
    int tag = type_peel(type, &peeled);
    uint64_t whole = type_size(type);

    if (!room)
        return false;
    path[0] = '\0';
    if (type_is_opaque(type) || is_all_of(tag, whole, offset, size)) {
        *found = *type;
        return offset < whole;
    }
    if (tag == DW_TAG_array_type &&
        element_path(&peeled, offset, size, path, room, found))
        return true;
    if (is_record(tag) && member_path(&peeled, offset, size, path, room, found))
        return true;
    // A scalar, or bytes that several members share.
    path[0] = '\0';
    *found = *type;
    return tag != 0 && offset == 0 && size <= (whole ? whole : size);
}
