// play_screen.h - private: what a player sees.
#ifndef INTERLEAVE_PLAY_SCREEN_H
#define INTERLEAVE_PLAY_SCREEN_H

#include "names.h"
#include "outcome.h"

// Who calls what, if nobody is interrupted.
void screen_calls(const struct exploration *x);

// What happened since the trace had `from` events; then the object, the locks,
// and every thread: what it did last and what it will do next. ran: the thread
// that was chosen, THREAD_NONE at the beginning.
void screen_moment(const struct exploration *x, uint32_t from, uint16_t ran);

// What happened since then, to the end of the schedule.
void screen_end(const struct exploration *x, uint32_t from, uint16_t ran);

// text, and at the right where it stands in the source.
void screen_line(struct names *names, unsigned indent, const char *text,
                 struct place place);

// A rule over a screen: head at its left, the switches at its right.
void screen_rule(const char *head, unsigned forced);

// Put a question. Returns: the next key of play_keys.h.
int screen_ask(const char *question);

// "  locks  ...", in several lines if it is long.
void screen_list(const char *head, const char *text);

// A paragraph.
void screen_say(const char *text);

// "1 forced switch"
const char *screen_switches(unsigned count);

void screen_help(void);

#endif
