// play_screen.h - private: what a player sees.
#ifndef INTERLEAVE_PLAY_SCREEN_H
#define INTERLEAVE_PLAY_SCREEN_H

#include "outcome.h"

// Who calls what, if nobody is interrupted.
void screen_calls(const struct exploration *x);

// What happened since the trace had `from` events; then the object, the locks,
// and every thread: what it did last and what it will do next. ran: the thread
// that was chosen, THREAD_NONE at the beginning.
void screen_moment(const struct exploration *x, uint32_t from, uint16_t ran);

// What happened since then, to the end of the schedule.
void screen_end(const struct exploration *x, uint32_t from, uint16_t ran);

// A paragraph.
void screen_say(const char *text);

// "1 forced switch"
const char *screen_switches(unsigned count);

void screen_help(void);

#endif
