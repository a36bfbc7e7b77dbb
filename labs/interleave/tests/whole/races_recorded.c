// Races are noted, and the search goes on for what they lead to.
// expect: failed
// options: RACES=record
// say: assertion failed
#include <assert.h>
#include <pthread.h>

static int count;

static void *adds(void *unused)
{
    count++;
    return unused;
}

int main(void)
{
    pthread_t t[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&t[i], NULL, adds, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
    assert(count == 2);
    return 0;
}
