// expect: unjudged
#include "run.h"
#include <threads.h>

static mtx_t lock;

THREAD(work)
{
    mtx_lock(&lock);
    mtx_unlock(&lock);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
}
