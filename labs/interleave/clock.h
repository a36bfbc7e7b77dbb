// clock.h - private: vector clocks.
//
// at[t] is the time of thread t that the owner of the clock knows of. A thread
// ticks when others may learn its time: at each release.
//
//   V1  Entries from clock_width on are zero in every clock of the schedule.
//   V2  Entries from clock_reach on are zero in every clock there ever was.
#ifndef INTERLEAVE_CLOCK_H
#define INTERLEAVE_CLOCK_H

#include "layout.h"

#include <stdbool.h>
#include <string.h>

struct clock {
    uint32_t at[THREADS_MAX];
};

// The number of threads created in this schedule so far, and in any.
extern unsigned clock_width, clock_reach;

static inline void clock_clear(struct clock *clock)
{
    for (unsigned i = 0; i < clock_reach; i++)
        clock->at[i] = 0;
}

static inline void clock_copy(struct clock *to, const struct clock *from)
{
    memcpy(to, from, clock_width * sizeof to->at[0]);
}

static inline void clock_join(struct clock *to, const struct clock *from)
{
    for (unsigned i = 0; i < clock_width; i++)
        if (from->at[i] > to->at[i])
            to->at[i] = from->at[i];
}

// Whether what thread did at time is before all that the owner does now.
static inline bool clock_covers(const struct clock *clock, unsigned thread,
                                uint32_t time)
{
    return time <= clock->at[thread];
}

#endif
