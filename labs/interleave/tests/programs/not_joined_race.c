// expect: data race
#include "run.h"

int value;

THREAD(writes)
{
    value = 1;
    END;
}

void scenario(void)
{
    pthread_t t;
    pthread_create(&t, NULL, writes, NULL);
    assert(value <= 1);
}
