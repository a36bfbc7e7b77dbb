// Any other status is told, and what atexit() was given still runs.
// expect: failed
// say: status 3
// say: prints "goodbye
// not-say: arguments
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static void say_goodbye(void)
{
    puts("goodbye");
}

static void *ends_it(void *unused)
{
    exit(3);
    return unused;
}

int main(void)
{
    pthread_t t;
    atexit(say_goodbye);
    pthread_create(&t, NULL, ends_it, NULL);
    pthread_join(t, NULL);
    return 0;
}
