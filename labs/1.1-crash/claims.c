// claims.c - what chapter 1 says about the crash, run: the table of it.
#define _POSIX_C_SOURCE 200809L
#include "claims.h"

#include "experiment_luck.h"

#include "claim.h"

#include <string.h>

static const struct claim claims[] = {
    CLAIM("1-a", "a map has no lock of its own", LEDGER_TRUE, no_lock),
    CLAIM("1-b", "two writes trigger \"concurrent map writes\"", LEDGER_LIMITED,
          may_trigger),
    CLAIM("1-c", "a read beside a write has its message", LEDGER_LIMITED,
          which_message),
    CLAIM("1-d", "the race is detected, deterministically", LEDGER_FALSE,
          tripwire_or_sanitizer),
    CLAIM("1-e", "two writers crash in every run", LEDGER_FALSE, rate),
    CLAIM("1-f", "the map looks where it grows", LEDGER_FALSE, where_it_looks),
    CLAIM("1-g", "it crashes instead of corrupting data", LEDGER_FALSE,
          silent_loss),
    CLAIM("1-h", "it is a panic", LEDGER_FALSE, handlers),
    CLAIM("2.2-e", "the map's mark, hashWriting, is an atomic flag",
          LEDGER_FALSE, not_atomic),
};

int main(int argc, char **argv)
{
    if (luck_is_twin(argc, argv))
        return 0;
    if (argc == 3 && strcmp(argv[1], "apart") == 0) {
        writes_apart(strcmp(argv[2], "joined") == 0);
        return 0;
    }
    return claim_main(argc, argv, claims, sizeof claims / sizeof *claims);
}
