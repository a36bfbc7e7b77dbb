// experiment_guard.h - every order of the steps of two guarded writes, counted
// by the explorer: what the experiment and claim 2.2-e share.
#ifndef EXPERIMENT_GUARD_H
#define EXPERIMENT_GUARD_H

#include <stdbool.h>

struct guard {
    const char *scenario;
    const char *name;
    unsigned long overlapping;  // orders but the two in which nothing overlaps
    unsigned long noticed;      // in which a write noticed the other
    unsigned long by_both;      // in which each noticed the other
    unsigned long missed;       // in which none did, and a write is not counted
};

enum guards {
    GUARD_OR,
    GUARD_XOR,
    GUARD_ATOMIC_XOR,
    GUARD_TEST_AND_SET,
    GUARDS,
};

// Count and print a table, with its figures for the book.
// Returns: false, with nothing counted, where the explorer is not built.
bool guards_count(struct guard guard[GUARDS]);

double guard_percent(const struct guard *guard);

#endif
