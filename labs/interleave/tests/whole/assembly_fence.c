// Assembly is not seen, and that is said.
// expect: clean
// say: Not seen: the inline assembly at .*assembly_fence.c:10 (mfence)
// say: inline assembly was not seen
#include <pthread.h>

static void *fences(void *unused)
{
    __asm__ volatile("" ::: "memory");  // nothing to see
    __asm__ volatile("mfence" ::: "memory");
    return unused;
}

int main(void)
{
    pthread_t t[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&t[i], NULL, fences, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
}
