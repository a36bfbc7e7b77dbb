// play.h - a person is the scheduler of a program.
//
// Shape:    the game shows where each thread stands, asks who runs next, and
//           begins the schedule anew with one choice more: a schedule takes
//           microseconds, so nothing has to be stopped and kept.
// Threads:  as explore().
// Memory:   none left behind.
// Errors:   told in a sentence; the status says that something was wrong.
#ifndef INTERLEAVE_PLAY_H
#define INTERLEAVE_PLAY_H

#include "explore.h"

#include <stdio.h>

// Play on standard output, with the keys of play_keys.h.
// Returns: an exit status, 0 if the promise was broken or the player left.
int play(const struct explore_options *game);

// Print the schedules of a game as JSON: the shortest that breaks it, step by
// step, and the tree of those with at most game->bound forced switches, for a
// page in which the reader chooses. A tree of too many nodes is cut, and says
// so. Returns: an exit status.
int play_tree(FILE *out, const struct explore_options *game);

#endif
