// exit(0) is a normal end, from any thread, whatever the others hold.
// expect: clean
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *ends_it(void *unused)
{
    exit(0);
    return unused;
}

int main(void)
{
    pthread_t t;
    pthread_mutex_lock(&lock);
    pthread_create(&t, NULL, ends_it, NULL);
    pthread_join(t, NULL);
    abort();
}
