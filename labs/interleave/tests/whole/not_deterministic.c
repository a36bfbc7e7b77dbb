// expect: could not judge
// say: not deterministic
#include <pthread.h>

static int shared;

static void *writes(void *unused)
{
    unsigned low, high;
    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    for (unsigned i = 0; i < low % 64; i++)
        __atomic_store_n(&shared, 1, __ATOMIC_SEQ_CST);
    return unused;
}

int main(void)
{
    pthread_t t[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&t[i], NULL, writes, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
}
