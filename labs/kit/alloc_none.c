// alloc_none.c - alloc.h for an explored driver. The explorer has a heap of its
// own, which does not run out and finds leaks itself.
#include "alloc.h"

void alloc_fail_after(int successes)
{
    (void)successes;
}

int alloc_live(void)
{
    return 0;
}

int alloc_calls(void)
{
    return 0;
}
