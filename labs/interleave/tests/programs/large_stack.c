// expect: unjudged
#include "run.h"

THREAD(work)
{
    char room[30 << 20];
    memset(room, 1, sizeof room);
    END;
}

void scenario(void)
{
    pthread_attr_t attributes;
    pthread_t t;

    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 64 << 20);
    pthread_create(&t, &attributes, work, NULL);
    pthread_join(t, NULL);
}
