// expect: clean
// Attributes, a detached thread, and a wait for it by other means.
#define _GNU_SOURCE
#include "run.h"
#include <semaphore.h>

static sem_t done;
static int result;

THREAD(works)
{
    int before;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
    assert(before == PTHREAD_CANCEL_ENABLE);
    pthread_setname_np(pthread_self(), "worker");
    result = 1;
    sem_post(&done);
    END;
}

void scenario(void)
{
    pthread_attr_t attributes;
    pthread_t t;

    sem_init(&done, 0, 0);
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, 1 << 20);
    pthread_create(&t, &attributes, works, NULL);
    pthread_attr_destroy(&attributes);
    sem_wait(&done);
    assert(result == 1);
}
