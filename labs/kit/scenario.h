// scenario.h - what a lab's scenarios are made of.
//
// A scenario is one small experiment on the student's code: it makes the
// threads, calls the contract, and states what must hold. It is written once
// and run by whichever backend the driver was linked with: natively, under
// ThreadSanitizer, or explored schedule by schedule.
//
// Threads:  a scenario starts on the main thread and may create others. A
//           promise may be stated on any thread.
// Errors:   the first broken promise ends the run; what follows it is not
//           executed. A scenario that returns has kept what it promised; one
//           that stated nothing is an error of the lab, and is told so.
#ifndef SCENARIO_H
#define SCENARIO_H

#include <stdbool.h>
#include <stdint.h>

struct scenario {
    const char *name;
    void (*body)(void);
    const char *dies_of;  // the message of fatal() it is to end with, or NULL
    struct scenario *next;
};

// Define a scenario: SCENARIO(two_stores) { ... }
#define SCENARIO(id) SCENARIO_DIES(id, 0)

// Define one that is to end in fatal(message). Only in such a scenario is the
// map's own tripwire on; every other one judges what a candidate does about
// its threads, and must not be ended before it did it.
#define SCENARIO_DIES(id, message)                                             \
    static void scenario_##id(void);                                           \
    __attribute__((constructor)) static void register_##id(void)               \
    {                                                                          \
        static struct scenario self = {#id, scenario_##id, (message), 0};      \
        scenario_register(&self);                                              \
    }                                                                          \
    static void scenario_##id(void)

// State that something holds. Broken: the expression, file and line are told.
#define PROMISE(condition)                                                     \
    scenario_promise((condition), #condition, __FILE__, __LINE__)

// State that two integers are equal. Broken: both values are told as well.
#define PROMISE_EQ(actual, expected)                                           \
    scenario_promise_equal((uint64_t)(actual), (uint64_t)(expected), #actual,  \
                           #expected, __FILE__, __LINE__)

// A promise in words of the student's world, for what one expression cannot
// say: PROMISE_THAT(lost == 1, "%u updates were lost, 1 was predicted", lost).
#define PROMISE_THAT(condition, ...)                                           \
    scenario_promise_that((condition), __FILE__, __LINE__, __VA_ARGS__)

// End the run here, on any thread, with every promise so far kept.
_Noreturn void scenario_finish(void);

// Whether this run is a decoy. Promises see to that themselves; a scenario that
// must *die* asks, and leaves out what would kill a right candidate.
bool scenario_is_decoy(void);

// The next number of this run's seed. Keys and values come from here, so that
// no candidate can know them; the seed is in every report.
// Threads: the main thread only.
uint64_t scenario_random(void);

// Say something for the report's evidence, one line, without an end of line.
__attribute__((format(printf, 1, 2))) void scenario_note(const char *format,
                                                         ...);

// Say how to tell in one line what the shared object holds. It is called while
// every thread stands still, for a player who chooses who runs next.
void scenario_shows(void (*show)(char *text, unsigned room));

// Record a counted event of this run under a name (at most 24 names).
void scenario_count(const char *name, uint64_t value);

// What this run ends in, in a few words. Where every order of steps is run
// (`driver.explored SCENARIO count`) runs that end in the same are counted.
__attribute__((format(printf, 1, 2))) void scenario_result(const char *format,
                                                           ...);

// --- behind the macros -------------------------------------------------------

void scenario_register(struct scenario *scenario);
void scenario_promise(bool holds, const char *text, const char *file, int line);
void scenario_promise_equal(uint64_t actual, uint64_t expected,
                            const char *actual_text, const char *expected_text,
                            const char *file, int line);
__attribute__((format(printf, 4, 5))) void
scenario_promise_that(bool holds, const char *file, int line,
                      const char *format, ...);

#endif
