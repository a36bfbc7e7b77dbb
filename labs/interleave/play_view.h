// play_view.h - private: a moment of a game in words.
//
// Memory:   every text lives until view_close(), the exploration until the next
//           explore().
#ifndef INTERLEAVE_PLAY_VIEW_H
#define INTERLEAVE_PLAY_VIEW_H

#include "trace_steps.h"

struct view {
    const struct exploration *x;
    const struct moment *moment;
    struct names *names;
    struct steps steps;
    uint32_t events;  // steps from here on are what would follow
};

void view_open(struct view *view, const struct exploration *x);
void view_close(struct view *view);

// Whether the step was done since there were `from` events, and is one that a
// player is shown: nothing that a thread does on its
// own, a run inside given code as one line and its single accesses not at all,
// and of T0, which only sets up and looks at the end, its calls.
bool view_is_news(const struct view *view, const struct step *step,
                  uint32_t from);

// Whether it is a call that the scenario recorded, or its result.
bool view_is_recorded_call(const struct view *view, const struct step *step);

// The last step of the thread, or NULL.
const struct step *view_last(const struct view *view, uint16_t thread);

// The recorded call that the thread is in, or NULL.
const char *view_call(const struct view *view, uint16_t thread);

// What the thread will do next, or what it waits for.
const char *view_next(const struct view *view, uint16_t thread);
struct place view_place(const struct view *view, uint16_t thread);

// The name of lock number i of those that the thread holds, or NULL.
const char *view_lock(const struct view *view, uint16_t thread, unsigned i);

#endif
