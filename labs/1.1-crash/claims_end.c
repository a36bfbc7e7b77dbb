// claims_end.c - 1-h: the end that the message is, beside that of a panic.
#define _POSIX_C_SOURCE 200809L
#include "claims.h"

#include "child.h"
#include "claim.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static jmp_buf recover;

static void at_exit(void)
{
    printf("[atexit] ");
    fflush(stdout);
}

static void cleanup(void *unused)
{
    (void)unused;
    printf("[cleanup] ");
    fflush(stdout);
}

// What a panic is in Go: unwinding, which deferred code sees and can stop.
static void panic(void *unused)
{
    (void)unused;
    atexit(at_exit);
    if (setjmp(recover) != 0) {
        cleanup(NULL);
        printf("[recovered] ");
        return;
    }
    longjmp(recover, 1);
}

static void *die_with_cleanup(void *unused)
{
    pthread_t writer;
    pthread_cleanup_push(cleanup, NULL);
    hmap_put(map_in_a_write(&writer), &one, &one);
    pthread_cleanup_pop(1);
    return unused;
}

static void fatal(void *unused)
{
    pthread_t thread;
    atexit(at_exit);
    if (setjmp(recover) == 0) {
        pthread_create(&thread, NULL, die_with_cleanup, NULL);
        pthread_join(thread, NULL);
    }
    printf("[recovered] ");
    (void)unused;
}

void handlers(void)
{
    struct child panicked = child_run(panic, NULL);
    struct child died = child_run(fatal, NULL);
    const char *ran = strstr(died.output, "[cleanup]") ||
                              strstr(died.output, "[atexit]") ||
                              strstr(died.output, "[recovered]")
                          ? "some"
                          : "none";
    printf("  a panic (a jump that is caught):  ran %sstatus %d\n",
           panicked.output, panicked.status);
    printf("  the map's fatal error:            ran %s; status %d\n", ran,
           died.status);
    claim_shows(strcmp(panicked.output, "[cleanup] [recovered] [atexit] ") == 0,
                "a panic can be seen and stopped");
    claim_shows(strcmp(ran, "none") == 0 && died.status == 2,
                "fatal ends the process at once, handlers and all");
}
