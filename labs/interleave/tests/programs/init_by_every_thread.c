// expect: data race
// A mutex that every operation initialises first keeps nobody out.
#include "run.h"

static pthread_mutex_t lock;
static int count;

THREAD(work)
{
    pthread_mutex_init(&lock, NULL);
    pthread_mutex_lock(&lock);
    count++;
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
}
