// backend.h - between the driver and whatever runs a scenario.
//
// A driver is linked with exactly one backend: native.c of this folder (real
// threads, also under ASan and ThreadSanitizer) or the schedule explorer's. A
// lab does not know which one it is.
#ifndef BACKEND_H
#define BACKEND_H

#include "record.h"
#include "scenario.h"

// What a data race means to the test that ordered the run.
enum races {
    RACES_FAIL,      // a race is the fault that is looked for
    RACES_RECORD,    // searched on; fails only if nothing else does
    RACES_EXPECTED,  // the scenario is about racing code
};

// What is done with a scenario. A judge orders verdicts only.
enum deed {
    DEED_VERDICT,
    DEED_COUNT,  // every order of steps is run, what they end in is counted
    DEED_PLAY,   // a person chooses who runs
    DEED_TREE,   // its small schedules, printed for a page
};

struct job {
    char name[40];  // opaque; echoed in the record
    char nonce[RECORD_NONCE + 1];
    uint64_t seed;  // of scenario_random()
    bool twin;      // a decoy: no promise holds in this run
    enum races races;
    unsigned bound;        // preemptions
    unsigned long budget;  // schedules
    char lab[24];          // short number, for tokens: "1.2"
    char token[1024];      // replay this instead of searching, if not empty
    char hash[24];         // of the candidate's preprocessed text
    bool json;             // a replay prints JSON
    enum deed deed;        // by hand only; an explored driver knows them
};

// Run scenario as job says and fill record. Returns when the run is over, or
// ends the process after backend_answer().
void backend_run(const struct job *job, const struct scenario *scenario,
                 struct record *record);

// A promise was broken: end this run (the process, or this schedule).
// kind is "promise" or what a checker calls it; the text is a sentence.
_Noreturn void backend_broken(const char *kind, const char *sentence,
                              const char *file, int line);

// The scenario is over before its body returned, all promises kept.
_Noreturn void backend_finish(void);

// fatal() was called, by the map's tripwire or the candidate. In a native run
// this returns and the process goes on to die; an explorer ends the schedule.
void backend_fatal(const char *message);

// The number of the calling thread; the main thread is 0.
unsigned backend_thread(void);

// A recorded call begins, or has returned, as a person would write it.
void backend_call(const char *text);
void backend_return(const char *text);

// What the scenario says that this run ends in.
void backend_result(const char *text);

// --- what the driver offers a backend ----------------------------------------

// Write the record now, on whichever thread, at most once a process.
void backend_answer(struct record *record);

// The record of this run, for what is counted while it goes on.
struct record *backend_record(void);

// Put the seed back, before each schedule of a search.
void scenario_restart(void);

// What the scenario's shared object holds, in one line; "" if it does not say.
void scenario_show(char *text, unsigned room);

// The scenario of this process.
const struct scenario *backend_scenario(void);

// The job of this process.
const struct job *backend_job(void);

#endif
