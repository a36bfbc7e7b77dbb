// What the program prints does not mix with the report: it stands in the table.
// expect: failed
// say: prints "one
// once: one
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static int turn;

static void *prints_one(void *unused)
{
    printf("one\n");
    __atomic_store_n(&turn, 1, __ATOMIC_SEQ_CST);
    return unused;
}

int main(void)
{
    pthread_t t;
    pthread_create(&t, NULL, prints_one, NULL);
    int seen = __atomic_load_n(&turn, __ATOMIC_SEQ_CST);
    fprintf(stderr, "%d\n", seen);
    (void)!write(1, "two\n", 4);
    pthread_join(t, NULL);
    assert(seen);
    return 0;
}
