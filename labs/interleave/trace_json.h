// trace_json.h - private to the reports: JSON.
#ifndef INTERLEAVE_TRACE_JSON_H
#define INTERLEAVE_TRACE_JSON_H

#include "outcome.h"

#include <stdio.h>

// A text in quotation marks.
void json_string(FILE *out, const char *text);

// What report_json() prints, and one member more: `"name":value` as text.
void report_json_with(FILE *out, const struct exploration *x, const char *more);

#endif
