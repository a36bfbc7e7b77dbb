// names_debug.h - private to names: what the program's DWARF says.
//
// Memory:   one table a process, made at the first use and never freed. A
//           Dwarf_Die is a value that is good as long as the process.
#ifndef INTERLEAVE_NAMES_DEBUG_H
#define INTERLEAVE_NAMES_DEBUG_H

#include <elfutils/libdw.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct debug_function {
    uintptr_t low, high;
    const char *name;
    Dwarf_Die die, unit;
};

struct debug_variable {
    uintptr_t address;  // or the place in the thread-local storage
    uint64_t size;
    const char *name;
    bool is_local_to_thread;
    Dwarf_Die type, unit;
};

struct debug {
    Dwarf *dwarf;                     // NULL: there is no debug information
    struct debug_function *function;  // by rising address
    size_t function_count, function_room;
    struct debug_variable *variable;  // by kind, then by rising address
    size_t variable_count, variable_room;
};

struct debug *debug_open(void);

// The function that holds pc, or NULL.
const struct debug_function *debug_function_at(const struct debug *debug,
                                               uintptr_t pc);

// The static or thread-local variable that holds the address, or NULL.
const struct debug_variable *debug_variable_at(const struct debug *debug,
                                               uintptr_t address,
                                               bool is_local_to_thread);

// The type of the variable that `name` means at pc. Returns: false if there is
// none. is_static: it is not on the stack.
bool debug_variable_named(const struct debug *debug, uintptr_t pc,
                          const char *name, Dwarf_Die *type, bool *is_static);

// The source line of the instruction at pc. Returns: the path or NULL.
const char *debug_line(const struct debug *debug, uintptr_t pc, int *line,
                       const char **directory);

// --- types -------------------------------------------------------------------

// The type an attribute DW_AT_type of die names. Returns: false if none.
bool type_of(Dwarf_Die *die, Dwarf_Die *type);

// Without typedefs and qualifiers. Returns: the tag, 0 for void.
int type_peel(Dwarf_Die *type, Dwarf_Die *peeled);

// In bytes, 0 if not known.
uint64_t type_size(Dwarf_Die *type);

// Whether a type is called so: by a typedef of a typedef, too.
bool type_has_alias(Dwarf_Die *type, const char *alias);

// A type whose inside is nobody's business: pthread_mutex_t and the like.
bool type_is_opaque(Dwarf_Die *type);

// The member of a struct or union with this name.
bool type_member(Dwarf_Die *type, const char *name, Dwarf_Die *member,
                 uint64_t *offset);

// What an array is made of.
bool type_element(Dwarf_Die *type, Dwarf_Die *element);

// What a pointer points to; arrays count as pointers to their first element.
bool type_pointed(Dwarf_Die *type, Dwarf_Die *pointed);

// Whether a struct ends in an array of open length.
bool type_is_open(Dwarf_Die *type);

// Write ".count" or "[3].next": what lies at offset in an object of this type
// and is size bytes long. Sets *found to the type of that part. Returns: false
// if there is nothing of the kind.
bool type_path(Dwarf_Die *type, uint64_t offset, uint64_t size, char *path,
               size_t room, Dwarf_Die *found);

#endif
