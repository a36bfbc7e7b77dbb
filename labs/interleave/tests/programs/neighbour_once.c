// expect: clean
// Two pthread_once_t in one word.
#include "run.h"

static _Alignas(8) pthread_once_t once[2] = {PTHREAD_ONCE_INIT,
                                             PTHREAD_ONCE_INIT};
static int first, second;

static void make_first(void)
{
    first++;
}

static void make_second(void)
{
    second++;
}

THREAD(work)
{
    pthread_once(&once[0], make_first);
    pthread_once(&once[1], make_second);
    assert(first == 1 && second == 1);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
}
