// trace_report.h - what is told of an exploration: to people and to programs.
//
// Shape:    each call reads the outcome and the program's debug information and
//           writes one kind of report. Nothing it writes holds an address or a
//           control character of the student's, so a report of the same
//           schedule is the same text in every process.
// Threads:  none; in the process that called explore(), after it returned.
// Memory:   the outcome is only read. Texts are cut to the size given and end
//           in '\0'.
// Errors:   what is not known is said in words.
#ifndef INTERLEAVE_TRACE_REPORT_H
#define INTERLEAVE_TRACE_REPORT_H

#include "outcome.h"

#include <stdio.h>

// The whole report of a person: what went wrong, the evidence, the
// interleaving as a table, what was searched and how to see it again.
// width: of the lines, at least 60.
void report_text(FILE *out, const struct exploration *x, unsigned width,
                 bool colour);

// What stands before and after the interleaving in it.
void report_beginning(FILE *out, const struct exploration *x, unsigned width,
                      bool colour);
void report_end(FILE *out, const struct exploration *x, unsigned width);

// The table alone.
void report_table(FILE *out, const struct exploration *x, unsigned width,
                  bool colour);

// What went wrong in one sentence in the student's terms; of a clean outcome
// its coverage, of one that could not be judged the reason.
void report_sentence(char *text, size_t size, const struct exploration *x);

// "safe_map.c:31": where in the student's file it failed; "" if nowhere.
void report_where(char *text, size_t size, const struct exploration *x);

// "sequentially consistent; every schedule with at most 2 preemptions: 1 383
// run, 689 equivalent ones skipped"
void report_coverage(char *text, size_t size, const struct exploration *x);

// Why there is no verdict, and whose matter it is.
void report_reason(char *text, size_t size, const struct exploration *x);

// One sentence on race number i of those recorded.
void report_race(char *text, size_t size, const struct exploration *x,
                 uint32_t i);

// The same as JSON, for the stepper and for graders.
void report_json(FILE *out, const struct exploration *x);

// A drawing: light and dark, black on white in print, with a text alternative.
void report_svg(FILE *out, const struct exploration *x);

// For Perfetto and chrome://tracing.
void report_chrome(FILE *out, const struct exploration *x);

// Where to look first for the candidate's files: they are compiled under the
// names of the lab's files that they replace. NULL: nowhere else.
void report_sources(const char *folder);

#endif
