// Threads that meet by assembly would be judged wrongly: they are not judged.
// expect: could not judge
// say: assembly_lock.c:10 has inline assembly (lock
#include <pthread.h>

static int counter;

static void *adds(void *unused)
{
    __asm__ volatile("lock; incl %0" : "+m"(counter));
    return unused;
}

int main(void)
{
    pthread_t t[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&t[i], NULL, adds, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(t[i], NULL);
}
