// vet_allow.h - what a lab's code may call, as lists of text say it.
//
//     NAME           may be called
//     - NAME REASON  may not; REASON ends the sentence "calls NAME(), ..."
//     = NAME         belongs to the kit: a candidate may not define it
//     > NAME         does not, whatever a later line says
//     < PATH         a header that a candidate may include; the functions that
//                    it declares may be called, unless a line refuses them
//
// A NAME that ends in * stands for all that begin so. The first line that fits
// decides; # begins a comment. A lab's own list stands before the kit's.
#ifndef VET_ALLOW_H
#define VET_ALLOW_H

#include <stdbool.h>

enum allow_kind {
    ALLOW_CALL = '+',
    ALLOW_REFUSED = '-',
    ALLOW_RESERVED = '=',
    ALLOW_DEFINE = '>',
    ALLOW_HEADER = '<',
};

struct allow_line {
    char kind;
    char *name;
    char *reason;  // may be empty
};

struct allow {
    struct allow_line *lines;
    unsigned count;
};

// Append the lines of a file. Returns: false if it cannot be read.
bool allow_read(struct allow *allow, const char *path);

// The line that decides whether name may be called, or NULL if none does.
const struct allow_line *allow_call(const struct allow *allow,
                                    const char *name);

// Whether name's definition is reserved for the kit.
bool allow_is_reserved(const struct allow *allow, const char *name);

#endif
