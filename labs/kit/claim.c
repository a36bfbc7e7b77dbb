#include "claim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool failed;

void claim_shows(bool holds, const char *what)
{
    printf("  %s %s\n", holds ? "shown:    " : "NOT SHOWN:", what);
    if (!holds)
        failed = true;
}

void claim_value(const char *name, double value)
{
    const char *wanted = getenv("VALUES");  // make exports it even if empty
    if (wanted && *wanted)
        printf("value %s %.10g\n", name, value);
}

void claim_unchecked(const char *why)
{
    printf("  NOT CHECKED: %s\n", why);
}

static const char *verdict_words(enum ledger verdict)
{
    switch (verdict) {
    case LEDGER_TRUE:
        return "true";
    case LEDGER_LIMITED:
        return "true within limits";
    default:
        return "false";
    }
}

int claim_main(int argc, char **argv, const struct claim claims[], size_t count)
{
    for (size_t i = 0; i < count && argc == 2; i++) {
        if (strcmp(claims[i].id, argv[1]) != 0)
            continue;
        printf("Claim %s: %s\n\n", claims[i].id, claims[i].says);
        claims[i].run();
        printf("\nVerdict: %s.\n", verdict_words(claims[i].verdict));
        if (failed)
            printf("But this run did not show it; see above.\n");
        return failed;
    }
    fprintf(stderr, "usage: claims ID, one of");
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, " %s", claims[i].id);
    fprintf(stderr, "\n");
    return 2;
}
