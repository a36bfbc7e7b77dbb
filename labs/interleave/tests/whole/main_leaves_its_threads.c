// pthread_exit() in main does not end the program: the last thread does.
// expect: failed
// say: T1's assertion fails
#include <assert.h>
#include <pthread.h>

static pthread_t first;

static void *joins_main(void *unused)
{
    pthread_join(first, NULL);
    assert(!"main has ended and the program has not");
    return unused;
}

int main(void)
{
    pthread_t t;
    first = pthread_self();
    pthread_create(&t, NULL, joins_main, NULL);
    pthread_exit(NULL);
}
