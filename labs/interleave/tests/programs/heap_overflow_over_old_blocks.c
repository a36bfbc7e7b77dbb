// expect: heap overflow
//
// Where the write goes astray, other schedules had a block of their own: what
// they left there must not be part of the trace, or a fresh process would not
// find the same one.
#include "run.h"

#include <stdbool.h>

pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
bool is_short;

THREAD(writes)
{
    pthread_mutex_lock(&lock);
    size_t size = is_short ? 16 : 64;
    pthread_mutex_unlock(&lock);
    char *block = malloc(size);
    memset(block, 1, 16);
    block[40] = 2;
    free(block);
    END;
}

THREAD(shortens)
{
    pthread_mutex_lock(&lock);
    is_short = true;
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(writes, shortens, NULL);
}
