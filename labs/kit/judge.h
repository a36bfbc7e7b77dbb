// judge.h - what a lab's Criterion tests are written with.
//
// A test declares what it is worth, orders runs of the lab's scenarios in
// processes of their own, and judges what came back:
//
//     Test(safe_map, loses_no_store)
//     {
//         POINTS(4, "every stored key is found afterwards");
//         READ("One mutex");
//         EXPLORE("writers_of_different_keys", .races = RACES_FAIL);
//     }
//
// Every order is run twice: as it stands, and as a decoy in which no promise
// holds. A decoy that passes shows a process that says yes to everything; the
// candidate then earns nothing anywhere.
//
// Verdicts: a test passes by returning; FAIL and UNCHECKED end it. Unchecked
//           is for causes outside the candidate only.
// Place:    a test's POINTS, GUARD and READ come first, in its own process.
// Errors:   a test that ends in any other way is the judge's own failure and
//           is reported as that.
#ifndef JUDGE_H
#define JUDGE_H

#include "backend.h"
#include "process.h"
#include "record.h"

#include <criterion/criterion.h>

// The test's worth and what it says about the candidate when it passes.
#define POINTS(worth, title) judge_begin(__LINE__, (worth), (title))

// A test of what the starter does right already: no points, but when it
// breaks, the lab's points are withheld.
#define GUARD(title) judge_begin(__LINE__, 0, (title))

// The section of the lab's chapter to read when it fails.
#define READ(title) judge_read(title)

// A run of one scenario.
struct order {
    const char *scenario;
    const char *variant;  // "plain" (if NULL), "asan", "explored"
    const char *dies_of;  // the message of fatal() that the run must end with
    enum races races;
    unsigned bound;        // explored: preemptions, 2 if 0
    unsigned long budget;  // explored: schedules, 20 000 if 0
    const char *game;   // explored: that program of the lab, not the candidate
    const char *token;  // explored: this schedule alone, and no decoy
    unsigned cpu_seconds;  // 0: 4 for the plain build, else 10
};

// What came of it.
struct run {
    struct process_result process;
    struct record record;
    const char *no_record;  // NULL, or why there is no verdict
    char place[160];        // file:line of a crash in the student's file
};

// Run an order and its decoy. Returns only if the run says something about
// the candidate; a busy machine or a missing driver is UNCHECKED.
// Memory: run lives until the test ends.
void judge_run(struct run *run, const struct order *order);

// Run an order whose scenario must keep all its promises, and judge it.
#define KEEPS(...) judge_keeps(&(struct order){__VA_ARGS__})

// The same under the schedule explorer.
#define EXPLORE(name, ...)                                                     \
    judge_keeps(&(struct order){                                               \
        .scenario = (name), .variant = "explored", __VA_ARGS__})

void judge_keeps(const struct order *order);

// Judge the candidate's tokens.txt: it has a token of this game of the lab, and
// in the order that the token tells the game's promise is broken.
void judge_breaks(const char *game);
#define BREAKS(game) judge_breaks(game)

// What the run did, as a sentence without a full stop, for any run that did
// not keep its promises. A static buffer.
const char *judge_what_happened(const struct run *run);

// Where to look: the promise that was broken, or the line of the student; "" if
// the record has none. Valid until the next call.
const char *judge_why(const struct record *record);

// End the test. The texts say what was expected, what happened instead, and
// why; why may be empty.
_Noreturn void judge_fail(const char *expected, const char *happened,
                          const char *why);
_Noreturn void judge_unchecked(const char *reason);

// Attach evidence, coverage or a token to the test's result.
void judge_evidence(const struct record *record);

// What the explored runs of the test, this one included, show together: all is
// told of the one that shows least, or of these took most schedules.
const char *judge_covered_with(const char *scenario,
                               const struct record *record);

// --- behind the macros -------------------------------------------------------

void judge_begin(int line, unsigned worth, const char *title);
void judge_read(const char *section);
void judge_again(const struct order *order);

#endif
