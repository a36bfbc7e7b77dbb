// expect: data race
// consequence: use after free
#include "run.h"

static int *table;

THREAD(grows)
{
    table = realloc(table, 8 * sizeof *table);
    END;
}

THREAD(reads)
{
    assert(table[0] == 0);
    END;
}

void scenario(void)
{
    table = calloc(4, sizeof *table);
    run(grows, reads, NULL);
    free(table);
}
