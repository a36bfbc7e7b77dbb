// result.h - what became of one test: kept in a file of its own, because the
// tests of a lab run in processes of their own and the sheet is written after
// all of them.
//
// Threads:  none.
// Memory:   everything is inside the struct.
#ifndef RESULT_H
#define RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum verdict {
    VERDICT_NONE,  // the test ended before it gave one: the judge's fault
    VERDICT_PASSED,
    VERDICT_FAILED,     // with evidence
    VERDICT_UNCHECKED,  // for a cause outside the candidate
};

struct result {
    char test[64];
    unsigned line;   // of the test in its file: the order of the sheet
    unsigned worth;  // points; 0 for a guard
    char title[160];
    char section[160];  // of the chapter, to read
    enum verdict verdict;
    char expected[320];
    char happened[1024];
    char why[600];
    char again[1100];  // the command that shows it again
    char token[1024];
    char coverage[480];
    uint64_t seed;
    bool yes_to_everything;  // a decoy passed
    bool hung;               // every thread slept: no promise was looked at
    char evidence[64 * 1024];
};

// Write result to FOLDER/TEST, replacing what was there.
// Returns: whether it was written.
bool result_save(const struct result *result, const char *folder);

// Read FOLDER/NAME. Returns: whether a whole result was there.
bool result_load(struct result *result, const char *folder, const char *name);

#endif
