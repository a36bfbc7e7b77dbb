// run.h - for test programs: run up to three functions as threads and wait.
#ifndef RUN_H
#define RUN_H

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define THREAD(name) static void *name(void *unused)
#define END return unused

typedef void *thread_function(void *);

static inline void run(thread_function *a, thread_function *b,
                       thread_function *c)
{
    thread_function *const function[] = {a, b, c};
    pthread_t t[3];

    for (int i = 0; i < 3; i++)
        if (function[i])
            pthread_create(&t[i], NULL, function[i], NULL);
    for (int i = 0; i < 3; i++)
        if (function[i])
            pthread_join(t[i], NULL);
}

#endif
