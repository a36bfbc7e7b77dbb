// expect: data race
// consequence: assertion failed
#include <assert.h>
#include <pthread.h>

static int counter;

static void *increment(void *unused)
{
    counter++;
    return unused;
}

void scenario(void)
{
    pthread_t t[2];

    for (int i = 0; i < 2; i++)
        pthread_create(&t[i], NULL, increment, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
    assert(counter == 2);
}
