// names.h - from addresses and instructions to what the student wrote.
//
// Shape:    names_open() reads the debug information of this program (once a
//           process) and the trace of one schedule; then every address of that
//           schedule has a name: `counter`, `table[3].count`,
//           `map->buckets[2].count`, at worst `#2+16`, a place in heap block 2.
//           Raw addresses are never told, so a name is the same in every
//           process.
// Threads:  none.
// Memory:   every text returned lives until names_close(). The trace is only
//           read and must outlive the names.
// Errors:   what is not known is told in words or as a place with line 0;
//           out of memory ends the process.
#ifndef INTERLEAVE_NAMES_H
#define INTERLEAVE_NAMES_H

#include "event.h"

struct names;

// Where an instruction stands in the source.
struct place {
    const char *path;       // "labs/1.1-crash/crash.c", NULL if not known
    const char *file;       // its last part
    int line;               // 0 if not known
    const char *function;   // NULL if not known
    bool given;             // in code that the student was given
    const char *directory;  // where it was compiled
};

struct names *names_open(const struct trace *trace);
void names_close(struct names *names);

// Text that lives as long as the names.
__attribute__((format(printf, 2, 3))) const char *
names_keep(struct names *names, const char *format, ...);

// --- code --------------------------------------------------------------------

// Whether a place stands in the student's own files.
bool names_is_students(struct place place);

// The source of the instruction before pc: the runtime records where a call
// returns to, and the call is what acted.
struct place names_place(struct names *names, uintptr_t pc);

// "safe_map.c:31", or "an unknown place".
const char *names_where(struct names *names, struct place place);

// The function at an address, "?" if not known.
const char *names_function(struct names *names, uintptr_t address);

// Where the function that holds address is declared.
struct place names_declaration(struct names *names, uintptr_t address);

// The line itself without indentation and comments, "" if it cannot be read.
const char *names_source(struct names *names, struct place place);

// Look for the files of a candidate in this folder first: one that was compiled
// under the name of the lab's file it replaces. NULL: nowhere else.
void names_sources_in(const char *folder);

// The innermost frame in the student's own files. If there is none, the
// innermost one in the scenarios; else the innermost.
// inner: if not NULL, set to the given function that the student called there,
//        or to NULL if the student's own code acted.
struct place names_student(struct names *names, const struct call_stack *stack,
                           uintptr_t pc, const char **inner);

// Whether nothing came after this event but the failure.
bool names_is_last(const struct names *names, const struct event *e);

// From there outwards as long as the callers are the student's too: a helper's
// line is often right, and the call of it wrong.
struct place names_public(struct names *names, const struct call_stack *stack,
                          uintptr_t pc);

// Whether path is code that students are given.
bool is_given(const char *path);

// --- data --------------------------------------------------------------------

// The variable at address, as event number `at` of the trace sees it: which
// pointer reaches a block changes with time. `at` may be EVENT_NONE: the end.
const char *names_variable(struct names *names, uintptr_t address,
                           uint64_t size, uint32_t at);

// The expression of size bytes on the source line of the instruction before pc
// that goes through a pointer, as it is written: `map->buckets[i].count`. NULL
// if the line has none, or several different ones.
const char *names_written(struct names *names, uintptr_t pc, uint64_t size);

// What the bytes at address mean: a number, an enumerator, NULL, `#2`, `&x`.
const char *names_value(struct names *names, uintptr_t address, uint64_t size,
                        uint64_t value, uint32_t at);

// The heap block that address lies in, or NULL.
const struct heap_block *names_block(const struct names *names,
                                     uintptr_t address);

// "past the end of #2": of an access to the heap that is not inside a block.
// Returns: NULL if it is, or goes elsewhere.
const char *names_astray(struct names *names, const struct event *e);

// "block #2 (40 bytes, malloc at safe_map.c:31 by T1)"
const char *names_block_text(struct names *names,
                             const struct heap_block *block);

// A text without control characters, those written as in C.
const char *names_clean(struct names *names, const char *text);

#endif
