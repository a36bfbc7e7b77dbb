// expect: clean
// options: bound=0 budget=300
#include "run.h"

static atomic_int counter;

THREAD(work)
{
    atomic_fetch_add(&counter, 1);
    END;
}

void scenario(void)
{
    pthread_t t[20];

    for (int i = 0; i < 20; i++)
        pthread_create(&t[i], NULL, work, NULL);
    for (int i = 0; i < 20; i++)
        pthread_join(t[i], NULL);
    assert(atomic_load(&counter) == 20);
}
