// play_keys.h - private: where a player's keys come from.
//
// KEYS in the environment, if it is set; else a terminal, key by key without an
// end of line; else standard input. The terminal is put back as it was when the
// process ends, also by a signal that can be caught, and while it is stopped.
#ifndef INTERLEAVE_PLAY_KEYS_H
#define INTERLEAVE_PLAY_KEYS_H

enum { KEYS_ENDED = -1, KEYS_FORWARD = 256, KEYS_BACK };

void keys_open(void);
void keys_close(void);

// The next key that is no space; an arrow to the right or down is KEYS_FORWARD,
// to the left or up KEYS_BACK; or KEYS_ENDED.
int keys_next(void);

#endif
