// trace_layout.h - private to the table: where its columns are.
#ifndef INTERLEAVE_TRACE_LAYOUT_H
#define INTERLEAVE_TRACE_LAYOUT_H

#include "trace_text.h"

enum {
    LAYOUT_THREADS = 256,
    LAYOUT_NUMBER = 5,  // width of the step numbers
    LAYOUT_INDENT = 2,
};

struct layout {
    FILE *out;
    struct names *names;
    const struct exploration *x;
    const struct steps *steps;
    const struct step_ends *ends;
    bool colour;
    unsigned width;
    unsigned columns;
    int column[LAYOUT_THREADS];  // of a thread, -1: none
    uint16_t thread[LAYOUT_THREADS];
    unsigned start[LAYOUT_THREADS], column_width[LAYOUT_THREADS];
    unsigned table;  // width of all columns
    unsigned where;  // width of file:line
    bool runs_on;    // L2
};

// Set columns, their widths, where and runs_on from the steps and the width.
void layout_make(struct layout *l);

unsigned layout_indent(const struct step *s);

// What a line of column c has room for behind so many spaces.
unsigned layout_cell(const struct layout *l, int c, unsigned indent);

// How many bytes of text go into a line of `width` characters.
size_t text_cut(const char *text, unsigned width);

#endif
