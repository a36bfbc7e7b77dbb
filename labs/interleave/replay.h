// replay.h - private: run one given schedule.
#ifndef INTERLEAVE_REPLAY_H
#define INTERLEAVE_REPLAY_H

#include "explore.h"
#include "switches.h"

struct replay_plan {
    const struct switch_list *switches;
    enum race_policy races;
    uint32_t steps;
    unsigned spurious;
    bool logged;
};

struct replay_result {
    unsigned fitted;          // switches that could be taken
    char misfit[REASON_MAX];  // the first that could not, in words
};

// Take each switch at its place, the default everywhere else. A switch that
// does not fit is left out.
enum run_status replay(const struct replay_plan *plan,
                       struct replay_result *result);

// Whether a switch waits for the plain access that task is about to make.
bool replay_stops_at(const struct task *task);

#endif
