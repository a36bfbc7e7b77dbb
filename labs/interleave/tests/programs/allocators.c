// expect: clean
// Every way to get memory.
#define _GNU_SOURCE
#include "run.h"
#include <errno.h>
#include <stdint.h>

THREAD(work)
{
    void *a = NULL;
    assert(posix_memalign(&a, 256, 10) == 0 && (uintptr_t)a % 256 == 0);
    char *b = aligned_alloc(64, 64), *c = reallocarray(NULL, 4, 4);
    assert((uintptr_t)b % 64 == 0);
    memset(c, 'c', 16);
    c = realloc(c, 32);
    assert(c[15] == 'c');
    assert(!reallocarray(c, SIZE_MAX, 2) && errno == ENOMEM);
    assert(!calloc(SIZE_MAX, 2));
    char *d = strdup("text"), *e = strndup("text", 2);
    assert(strcmp(d, "text") == 0 && strcmp(e, "te") == 0);
    free(a), free(b), free(c), free(d), free(e), free(NULL);
    END;
}

void scenario(void)
{
    run(work, work, NULL);
}
