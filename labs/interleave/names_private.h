// names_private.h - private to names*.c: what the files share.
//
// Heap blocks and objects on stacks have no names of their own. Two things
// give them one:
//
//   pointers  a write stored the block's address at a place whose type is
//             known: the block is what that pointer points to, for as long as
//             the pointer stays;
//   uses      an instruction of `map->count` touched it while `map` is a
//             pointer to a struct with count at that offset: the block is
//             what the student calls *map there.
#ifndef INTERLEAVE_NAMES_PRIVATE_H
#define INTERLEAVE_NAMES_PRIVATE_H

#include "names.h"
#include "names_debug.h"

enum { NAME_MAX = 160, POINTER_DEPTH = 3 };

// A pointer to a block, stored from event `from` until event `until`.
struct pointer {
    uintptr_t location;
    uint32_t from, until;
    uint32_t next;  // index of the block's next pointer, or EVENT_NONE
};

// What is known of an object that has no name of its own.
struct object {
    uintptr_t address;
    uint64_t size;
    bool has_type;
    bool is_array;  // of `type`
    Dwarf_Die type;
    const char *text;  // how a use calls the pointer to it, or NULL; of a
                       // local variable: its name
    bool is_variable;
    uint8_t rank;            // of text: the smaller the better
    uint32_t first_pointer;  // index or EVENT_NONE
    bool visiting;
    uint16_t thread;  // whose stack, or THREAD_NONE
    uint32_t block;   // heap block id, or 0
};

struct source_file {
    const char *path;
    char *content;
    struct source_file *next;
};

struct kept {
    struct kept *next;
    char text[];
};

struct names {
    const struct trace *trace;
    const struct debug *debug;
    struct kept *kept;
    struct source_file *files;
    struct object *block;  // as trace->block
    uint32_t *by_address;  // indices of the blocks, by rising address
    struct object *local;
    size_t local_count, local_room;
    struct pointer *pointer;
    size_t pointer_count, pointer_room;
};

// One way in which a source line touches memory; see names_use.c.
struct use {
    const char *text;      // of the pointer or the variable, NULL: computed
    bool is_variable;      // text is the object itself, not a pointer to it
    bool is_star;          // written as *text
    Dwarf_Die type;        // of the object
    uint64_t offset;       // in the object, the constant part
    uint64_t stride;       // of an index within it, 0 if none
    bool indexes_pointer;  // text[...]: the object is an array of type
    Dwarf_Die part;        // the type of what is touched
    const char *written;   // the whole expression
};

enum { USES_MAX = 24 };

// The uses written on the source line of the instruction before pc.
unsigned names_uses(struct names *names, uintptr_t pc, struct use use[]);

// The rooms names_open() fills.
void names_find_pointers(struct names *names);
void names_find_uses(struct names *names);

struct object *names_object(const struct names *names, uintptr_t address);

// Name the part of size bytes at address. Returns: false if only a place in a
// block is known. type: of the part.
bool names_describe(struct names *names, uintptr_t address, uint64_t size,
                    uint32_t at, int depth, char *name, Dwarf_Die *type,
                    bool *has_type);

void *names_grow(void *array, size_t count, size_t *room, size_t size);

#endif
