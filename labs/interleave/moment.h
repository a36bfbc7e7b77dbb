// moment.h - a schedule that stands still because a person is asked who runs.
//
// Shape:    what each thread will do next, and who may be chosen.
// Memory:   as event.h: shared, read only, valid until the next exploration.
#ifndef INTERLEAVE_MOMENT_H
#define INTERLEAVE_MOMENT_H

#include "event.h"

enum { SHOWN_MAX = 256 };

// A thread at that moment.
struct standing {
    bool started;
    bool ended;
    bool can_run;       // it may be chosen
    bool costs;         // choosing it is a forced switch
    struct event next;  // what it will do; EVENT_BLOCKED: what it waits for
};

struct moment {
    bool reached;     // false: the schedule came to its end before
    uint32_t events;  // of the trace so far; the rest is what would follow
    uint32_t forced;  // switches so far
    uint32_t count;   // threads
    const struct standing *thread;
    char shown[SHOWN_MAX];  // what the shared object holds, "" if not known
};

#endif
