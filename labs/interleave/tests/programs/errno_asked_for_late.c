// expect: clean
// The tables of ctype.h and the text of an unknown error are each thread's own,
// before errno is asked for as after.
#include "run.h"
#include <ctype.h>
#include <errno.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long total;

static void add(const char *text)
{
    if (!isdigit((unsigned char)*text))
        return;
    errno = 0;
    long value = strtol(text, NULL, 10);
    pthread_mutex_lock(&lock);
    total += errno ? 0 : value;
    pthread_mutex_unlock(&lock);
}

static void tell(int unknown)
{
    char wanted[64];

    snprintf(wanted, sizeof wanted, "Unknown error %d", unknown);
    const char *told = strerror(unknown);
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
    assert(!strcmp(told, wanted));
}

THREAD(seven)
{
    tell(5001);
    add("7");
    END;
}

THREAD(too_large)
{
    tell(5002);
    add("99999999999999999999");
    END;
}

void scenario(void)
{
    run(seven, too_large, NULL);
    assert(total == 7);
}
