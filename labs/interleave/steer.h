// steer.h - private: run a schedule as a person steers it.
//
// A person is asked where the search has a choice, but for three things: T0,
// which sets the threads up and looks at what they left, goes first whenever it
// can; a thread that only ends does so, and one that starts goes on to what it
// does first; timeouts and which waiter is woken are left at their default.
// What the person does not choose is the default too.
#ifndef INTERLEAVE_STEER_H
#define INTERLEAVE_STEER_H

#include "moment.h"
#include "replay.h"

struct steer_plan {
    const uint8_t *pick;  // the threads chosen, one after the other
    uint32_t picks;
    void (*show)(char *text, unsigned room);  // what the shared object holds
    enum race_policy races;
    uint32_t steps;
};

// Follow plan, note the moment at which the next choice is due, and run on by
// default to the end, so that the trace tells what is shared and what is not.
// Picks end at the first that may not be made.
enum run_status steer(const struct steer_plan *plan, struct moment *moment);

#endif
