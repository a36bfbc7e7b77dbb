// expect: data race
// A cell must remember more than the last access: the reader that is not
// ordered before the write is the first of three.
#include "run.h"

static _Alignas(8) char bytes[8];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
int sink;

THREAD(early)
{
    sink = bytes[0];
    END;
}

THREAD(ordered)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < 8; i++)
        bytes[i] += bytes[7 - i] + 1;
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(early, ordered, ordered);
}
