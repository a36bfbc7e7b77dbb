// What only keeps the compiler or the processor busy is not worth a word.
// expect: clean
// not-say: assembly
#include <pthread.h>

static int flag;

static void *waits(void *unused)
{
    while (!__atomic_load_n(&flag, __ATOMIC_ACQUIRE))
        __asm__ volatile("pause" ::: "memory");
    return unused;
}

int main(void)
{
    pthread_t t;
    pthread_create(&t, NULL, waits, NULL);
    __asm__ volatile("" ::: "memory");
    __atomic_store_n(&flag, 1, __ATOMIC_RELEASE);
    pthread_join(t, NULL);
}
