// experiment_luck.h - two writers with nothing between them, many times.
#ifndef EXPERIMENT_LUCK_H
#define EXPERIMENT_LUCK_H

#include <stdbool.h>
#include <stdint.h>

enum {
    LUCK_WRITES = 1000
};  // the usual program: each thread puts so many keys

// How a number of runs ended. Each run is a process of its own.
struct luck {
    unsigned runs;
    unsigned died;     // of "concurrent map writes"
    unsigned crashed;  // of a signal, or did not end
    unsigned lost;     // ended normally with a map that is not whole
    unsigned whole;    // ended normally with all keys
};

// Run the program once in this process, on one CPU or on all: two threads, each
// of which puts the keys 0 ... writes - 1.
void luck_once(uint64_t writes, bool one_cpu);

// Run it `runs` times in children.
struct luck luck_many(unsigned runs, uint64_t writes, bool one_cpu);

// Run it `runs` times under ThreadSanitizer, if there is one.
// Returns: in how many runs a data race was reported, or -1.
int luck_seen_by_tsan(unsigned runs, bool one_cpu);

// The command line of this program's twins: "once one" or "once all".
// Returns: whether it was one; then the program is done.
bool luck_is_twin(int argc, char **argv);

#endif
