// claim.h - a lab's claims.c: what `make claim ID=1-e` runs.
//
//     static const struct claim claims[] = {
//         CLAIM("1-e", "the crash comes in every run", LEDGER_FALSE, rates),
//     };
//     int main(int argc, char **argv)
//     {
//         return claim_main(argc, argv, claims, sizeof claims / sizeof
//         *claims);
//     }
#ifndef CLAIM_H
#define CLAIM_H

#include <stdbool.h>
#include <stddef.h>

enum ledger { LEDGER_TRUE, LEDGER_LIMITED, LEDGER_FALSE };

struct claim {
    const char *id;
    const char *says;  // what is believed, in our words
    enum ledger verdict;
    void (*run)(void);
};

#define CLAIM(id, says, verdict, run)                                          \
    {                                                                          \
        id, says, verdict, run                                                 \
    }

// Print the claim, run its experiment, print the verdict.
// Returns: the exit status: 0, 1 if claim_shows() failed, 2 for a wrong ID.
int claim_main(int argc, char **argv, const struct claim claims[],
               size_t count);

// What the run must have shown for the verdict to stand. A failure is told
// and makes the claim's command fail.
void claim_shows(bool holds, const char *what);

// A figure of the run, for the book: "value NAME NUMBER", printed only where
// VALUES is set in the environment, as it is when a run is recorded.
void claim_value(const char *name, double value);

// A part of the experiment that could not be done here, and why.
void claim_unchecked(const char *why);

#endif
