#define _GNU_SOURCE  // sched_setaffinity
#include "thread.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

struct start {
    void (*body)(void *argument, unsigned id);
    void *argument;
    unsigned id;
};

static void *run_body(void *start)
{
    struct start *s = start;
    s->body(s->argument, s->id);
    return NULL;
}

void run_threads(unsigned count, void (*body)(void *argument, unsigned id),
                 void *argument)
{
    pthread_t thread[THREADS_MOST];
    struct start start[THREADS_MOST];

    for (unsigned i = 0; i < count; i++) {
        start[i] = (struct start){body, argument, i};
        if (pthread_create(&thread[i], NULL, run_body, &start[i]) != 0) {
            fprintf(stderr, "run_threads: cannot make thread %u\n", i);
            abort();
        }
    }
    for (unsigned i = 0; i < count; i++)
        pthread_join(thread[i], NULL);
}

unsigned cpus_allowed(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    return (unsigned)CPU_COUNT(&set);
}

bool pin_to_cpu(unsigned cpu)
{
    cpu_set_t allowed, one;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return false;
    CPU_ZERO(&one);
    for (int i = 0; i < CPU_SETSIZE; i++)
        if (CPU_ISSET(i, &allowed) && cpu-- == 0)
            CPU_SET(i, &one);
    return CPU_COUNT(&one) == 1 && sched_setaffinity(0, sizeof one, &one) == 0;
}
