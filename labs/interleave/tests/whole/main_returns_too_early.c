// The thread may still run when main has returned, or may not: both are seen.
// expect: failed
// say: assertion failed
#include <assert.h>
#include <pthread.h>

static int started;

static void *runs(void *unused)
{
    __atomic_store_n(&started, 1, __ATOMIC_SEQ_CST);
    assert(!"the thread runs before main returns");
    return unused;
}

int main(void)
{
    pthread_t t;
    pthread_create(&t, NULL, runs, NULL);
    return 0;
}
