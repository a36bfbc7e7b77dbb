// expect: clean
// The program ends when main returns, whatever its threads do.
#include "run.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;

THREAD(waits)
{
    pthread_mutex_lock(&lock);
    pthread_cond_wait(&never, &lock);
    END;
}

void scenario(void)
{
    pthread_t t;
    pthread_create(&t, NULL, waits, NULL);
}
