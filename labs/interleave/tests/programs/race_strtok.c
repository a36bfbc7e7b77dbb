// expect: data race
// The library's functions are not instrumented, and yet seen.
#define _GNU_SOURCE
#include "run.h"
#include <stdio.h>
#include <strings.h>

static char name[16] = "old";
static long number[4] = {4, 3, 2, 1};
_Thread_local char copy[16];

int order(const void *a, const void *b)
{
    return (*(long *)a > *(long *)b) - (*(long *)a < *(long *)b);
}

THREAD(writes)
{
    name[2] = 44;
    END;
}

THREAD(reads)
{
    char *rest;
    strtok_r(name, ",", &rest);
    END;
}

void scenario(void)
{
    run(writes, reads, NULL);
}
