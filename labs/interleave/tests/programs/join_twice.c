// expect: joins a thread that was joined
#include "run.h"

THREAD(nothing)
{
    END;
}

void scenario(void)
{
    pthread_t t;
    pthread_create(&t, NULL, nothing, NULL);
    pthread_join(t, NULL);
    pthread_join(t, NULL);
}
