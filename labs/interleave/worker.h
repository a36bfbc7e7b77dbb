// worker.h - private: the process in which schedules run.
#ifndef INTERLEAVE_WORKER_H
#define INTERLEAVE_WORKER_H

#include "explore.h"
#include "token.h"

extern const struct explore_options *worker_options;

// Do what worker_options asks and leave the answer in shared->exploration.
void worker_explore(void);

// Replay same from a clean slate. Returns: whether it fails.
bool worker_fails_again(const struct token *same);

// The answer is that there is none. reason NULL: it is there already.
void worker_could_not_judge(enum unjudged why, const char *reason);

#endif
