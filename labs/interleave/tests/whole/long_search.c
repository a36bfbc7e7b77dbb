// Too many schedules for a second; used by the tests of limits.
// expect: clean
// options: BUDGET=300
// say: no failure found in
#include <pthread.h>

static int counter;

static void *works(void *unused)
{
    for (int i = 0; i < 12; i++)
        __atomic_fetch_add(&counter, 1, __ATOMIC_SEQ_CST);
    return unused;
}

int main(void)
{
    pthread_t t[4];
    for (int i = 0; i < 4; i++)
        pthread_create(&t[i], NULL, works, NULL);
    for (int i = 0; i < 4; i++)
        pthread_join(t[i], NULL);
    return 0;
}
