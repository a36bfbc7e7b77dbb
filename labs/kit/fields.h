// fields.h - "name value" lines in memory: how verdicts and results travel.
//
// Shape:    one field a line. In a value a backslash, an end of line and other
//           control characters are written as \\, \n and \xHH.
// Memory:   the caller's buffer; text that does not fit is cut at its end.
// Threads:  none. fields_put() is safe in a signal handler.
#ifndef FIELDS_H
#define FIELDS_H

#include <stddef.h>
#include <stdint.h>

struct fields {
    char *bytes;
    size_t used, room;
};

enum { FIELD_NAME = 16 };

void fields_put(struct fields *out, const char *name, const char *value);
void fields_put_number(struct fields *out, const char *name, uint64_t value);

// Take one line apart into name and value (with room for it).
// Returns: the start of the next line, or NULL if no whole field is there.
const char *fields_next(const char *at, const char *end, char name[FIELD_NAME],
                        char *value, size_t room);

#endif
