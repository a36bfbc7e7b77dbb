// expect: clean
#include "run.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int *value;

static void make(void)
{
    value = malloc(sizeof *value);
    *value = 9;
}

THREAD(get)
{
    pthread_once(&once, make);
    assert(*value == 9);
    END;
}

void scenario(void)
{
    run(get, get, get);
    free(value);
}
