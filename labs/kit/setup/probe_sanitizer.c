// probe_sanitizer.c - one planted fault for each sanitizer, and one program
// without any. doctor runs it to see whether a sanitizer's runtime starts and
// sees; a runtime that is merely installed proves nothing.
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int shared;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *add_bare(void *unused)
{
    for (int i = 0; i < 1000; i++)
        shared++;
    return unused;
}

static void *add_locked(void *unused)
{
    for (int i = 0; i < 1000; i++) {
        pthread_mutex_lock(&lock);
        shared++;
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

static int run_two(void *(*body)(void *))
{
    pthread_t one, two;

    if (pthread_create(&one, NULL, body, NULL) != 0)
        return 1;
    if (pthread_create(&two, NULL, body, NULL) != 0)
        return 1;
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return 0;
}

static int use_after_free(void)
{
    // volatile, or the compiler sees through the plan.
    volatile int *volatile p = malloc(sizeof *p);

    if (!p)
        return 1;
    free((void *)p);
    return *p & 0;
}

static int overflow(void)
{
    volatile int big = INT_MAX;

    big = big + 1;
    return 0;
}

int main(int argc, char **argv)
{
    const char *fault = argc > 1 ? argv[1] : "";

    if (strcmp(fault, "race") == 0)
        return run_two(add_bare);
    if (strcmp(fault, "clean") == 0)
        return run_two(add_locked);
    if (strcmp(fault, "use-after-free") == 0)
        return use_after_free();
    if (strcmp(fault, "overflow") == 0)
        return overflow();
    fprintf(stderr, "usage: probe_sanitizer "
                    "race|clean|use-after-free|overflow\n");
    return 2;
}
