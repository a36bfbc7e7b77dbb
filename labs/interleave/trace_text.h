// trace_text.h - private to the reports: the table of a schedule.
#ifndef INTERLEAVE_TRACE_TEXT_H
#define INTERLEAVE_TRACE_TEXT_H

#include "trace_steps.h"

#include <stdio.h>

enum { ENDS_MAX = 128 };

// What stands under the steps, in the columns of the threads it concerns.
struct step_end {
    uint16_t thread;
    const char *text;
};

struct step_ends {
    struct step_end end[ENDS_MAX];
    unsigned count;
};

// ends: NULL if nothing failed.
void table_print(FILE *out, struct names *names, const struct exploration *x,
                 const struct steps *steps, const struct step_ends *ends,
                 unsigned width, bool colour);

// Its characters, not its bytes.
unsigned text_length(const char *text);

// How many bytes the UTF-8 character at text has, 0 if it is none.
size_t text_character(const char *text);

// A paragraph in lines of at most width characters; those after the first are
// indented.
void text_wrap(FILE *out, const char *text, unsigned width, unsigned indent);

#endif
