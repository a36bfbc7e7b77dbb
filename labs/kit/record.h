// record.h - the verdict of one run, as it travels from driver to judge.
//
// Shape:    the driver fills a struct record and writes it once, in one piece,
//           on a descriptor of its own: the nonce, one "name value" line a
//           field, the nonce again. The judge accepts exactly that and nothing
//           beside it, so a record that is torn, doubled or preceded by
//           somebody else's bytes is no record.
// Threads:  none; the driver serialises.
// Memory:   everything is inside the struct; nothing is owned.
// Errors:   text that is too long is cut at its end, never overrun.
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    RECORD_COUNTS = 24,
    RECORD_NONCE = 32,         // hexadecimal digits
    RECORD_BYTES = 96 * 1024,  // more than any record takes
    RECORD_EVIDENCE = 64 * 1024,
};

// The three answers a run can give.
enum outcome {
    OUTCOME_NONE,    // the run has not answered
    OUTCOME_KEPT,    // every promise was kept
    OUTCOME_FAILED,  // with evidence
    OUTCOME_CANNOT,  // could not judge, and why
};

struct count {
    char name[32];
    uint64_t value;
};

struct record {
    char job[40];  // the opaque name under which the judge ordered the run
    enum outcome outcome;
    char kind[24];           // promise, fatal, crash, race, deadlock, leak, ...
    char sentence[640];      // what happened, for a person
    char where[160];         // file:line in the student's file, or empty
    char coverage[320];      // what was covered, for a clean explored run
    char token[1024];        // replays the failure; empty if there is none
    char frames[400];        // code addresses, innermost first, for a crash
    unsigned long promises;  // promises stated
    unsigned long schedules;  // explored; 1 for a native run
    unsigned long every;     // what those stand for: 2 all interleavings, 1 all
                             // with few switches, 0 themselves
    unsigned long switches;  // points at which another thread could have run
    size_t counts;
    struct count count[RECORD_COUNTS];
    char evidence[RECORD_EVIDENCE];  // lines: a table, notes
};

// Set or raise a named count. More than RECORD_COUNTS names are ignored.
void record_count(struct record *record, const char *name, uint64_t value);

// Add one line to the evidence.
void record_evidence(struct record *record, const char *line);

// Write record to descriptor between two copies of nonce.
// Returns: whether all of it was written.
bool record_write(const struct record *record, const char *nonce,
                  int descriptor);

// Read a record from bytes, which must be exactly one record with this nonce.
// Returns: NULL, or a sentence that says what is wrong with the bytes.
const char *record_read(struct record *record, const char *nonce,
                        const char *bytes, size_t size);

// The value of a named count, or 0.
uint64_t record_value(const struct record *record, const char *name);

#endif
