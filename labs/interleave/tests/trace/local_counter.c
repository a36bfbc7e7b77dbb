// A variable on T0's stack that threads reach by a pointer, and a loop.
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

struct counter {
    long hits;
    atomic_int stop;
};

static void *count(void *argument)
{
    struct counter *c = argument;

    for (int i = 0; i < 2; i++)
        c->hits++;
    atomic_fetch_add(&c->stop, 1);
    return NULL;
}

void scenario(void)
{
    struct counter counter = {0};
    pthread_t t[2];

    for (int i = 0; i < 2; i++)
        pthread_create(&t[i], NULL, count, &counter);
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
    assert(counter.hits == 4);
}
