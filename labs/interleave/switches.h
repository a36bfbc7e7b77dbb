// switches.h - private: a schedule as the choices that are not the default.
#ifndef INTERLEAVE_SWITCHES_H
#define INTERLEAVE_SWITCHES_H

#include "scheduler.h"

// At the task's count-th operation (or plain access), pick was taken.
struct forced_switch {
    uint16_t thread;
    uint16_t pick;  // see scheduler.h; a number if is_value
    bool is_value;
    bool plain;  // count counts plain accesses
    uint32_t count;
};

struct switch_list {
    unsigned count;
    struct forced_switch at[SWITCHES_MAX];
};

// The choices of the schedule that runs, or ran last.
extern struct switch_list switches_taken;

// A strategy answers with index: remember it, if it is not the default.
void switches_note(const struct choice *choice, unsigned index);

#endif
