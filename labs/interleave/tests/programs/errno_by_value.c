// expect: clean
// What the library does with errno by itself is of the thread that runs.
#include "run.h"
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int is_told(const char *wanted)
{
    char text[64];

    snprintf(text, sizeof text, "%m");
    return !strcmp(text, wanted);
}

static void step(void)
{
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
}

THREAD(all_right)
{
    assert(is_told("Success"));
    step();
    assert(is_told("Success"));
    END;
}

THREAD(too_large)
{
    strtol("99999999999999999999", NULL, 10);
    step();
    assert(is_told("Numerical result out of range"));
    END;
}

void scenario(void)
{
    run(all_right, too_large, NULL);
    assert(is_told("Success"));
}
