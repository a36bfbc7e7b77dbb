// An optimiser takes the racing load away; it is explored as it is written.
// expect: failed
// flags: -O2
// say: data race
#include <pthread.h>

static int shared;

static void *writes(void *unused)
{
    shared = 1;
    return unused;
}

int main(void)
{
    pthread_t t;
    pthread_create(&t, NULL, writes, NULL);
    int seen = shared;
    (void)seen;
    pthread_join(t, NULL);
    return 0;
}
