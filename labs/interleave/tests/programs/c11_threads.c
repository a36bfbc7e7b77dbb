// expect: clean
// Threads, mutexes, condition variables and keys under their names in C11.
#include "run.h"
#include <threads.h>
#include <time.h>

static mtx_t lock;
static cnd_t filled;
static once_flag once = ONCE_FLAG_INIT;
static tss_t own;
static int item, made, freed;

static void free_own(void *value)
{
    freed += *(int *)value;
    free(value);
}

static void make(void)
{
    made++;
}

static int puts_one(void *unused)
{
    call_once(&once, make);
    int *mine = malloc(sizeof *mine);
    *mine = 1;
    tss_set(own, mine);
    assert(mtx_lock(&lock) == thrd_success);
    item = 7;
#ifndef FORGETS_THE_SIGNAL
    cnd_signal(&filled);
#endif
    mtx_unlock(&lock);
    thrd_exit(-3);
}

static int takes_one(void *unused)
{
    call_once(&once, make);
    mtx_lock(&lock);
    while (!item)
        cnd_wait(&filled, &lock);
    int got = item;
    mtx_unlock(&lock);
    return got;
}

void scenario(void)
{
    thrd_t a, b;
    int first, second;
    struct timespec past = {0, 0};

    mtx_init(&lock, mtx_timed | mtx_recursive);
    cnd_init(&filled);
    tss_create(&own, free_own);
    assert(mtx_trylock(&lock) == thrd_success);
    assert(mtx_timedlock(&lock, &past) == thrd_success);
    mtx_unlock(&lock);
    mtx_unlock(&lock);
    assert(thrd_create(&a, puts_one, NULL) == thrd_success);
    assert(thrd_create(&b, takes_one, NULL) == thrd_success);
    thrd_join(a, &first);
    thrd_join(b, &second);
    assert(first == -3 && second == 7 && made == 1 && freed == 1);
    assert(thrd_equal(thrd_current(), thrd_current()));
    tss_delete(own);
    cnd_destroy(&filled);
    mtx_destroy(&lock);
}
