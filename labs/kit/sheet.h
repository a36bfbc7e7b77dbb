// sheet.h - the score sheet of one lab: what its tests found, for a person and
// for programs.
//
// Threads:  none.
// Memory:   sheet_free() releases what sheet_load() took.
#ifndef SHEET_H
#define SHEET_H

#include "result.h"

#include <stdio.h>

struct sheet {
    char lab[64];
    char refused[4096];  // why the candidate was not run at all, or empty
    size_t tests;        // that the lab has; a missing result is a failure
    size_t results;
    struct result *result;  // in the order of the lab's test file
    unsigned earned;        // 0 if withheld
    unsigned possible;      // all points of the lab
    unsigned unchecked;     // points that could not be checked here
    bool withheld;          // a guard broke, or a decoy passed
    bool failed;            // a test failed
    bool lost;              // one that has points did
};

// Read the results of `tests` tests from OUT/results, and OUT/refused.
// Returns: false if memory ran out or the folder is missing.
bool sheet_load(struct sheet *sheet, const char *lab, const char *out,
                size_t tests);
void sheet_free(struct sheet *sheet);

// 0 all passed, 1 something failed, 3 something unchecked and nothing failed.
int sheet_status(const struct sheet *sheet);

// The words a person reads. info names a file of further lines, or is NULL.
void sheet_print(const struct sheet *sheet, const char *info, bool colour,
                 FILE *out);

// The same for programs; the schema is in README.md.
void sheet_json(const struct sheet *sheet, FILE *out);
void sheet_junit(const struct sheet *sheet, FILE *out);

#endif
