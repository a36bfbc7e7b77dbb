// bench_map.c - threads on a hash map under one mutex, in two sizes.
#include "run.h"

#include <errno.h>

struct node {
    int key, value;
    struct node *next;
};

static struct node *bucket[8];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void put(int key, int value)
{
    struct node *n = malloc(sizeof *n);

    pthread_mutex_lock(&lock);
    *n = (struct node){key, value, bucket[key & 7]};
    bucket[key & 7] = n;
    pthread_mutex_unlock(&lock);
}

static int get(int key)
{
    int value = -1;

    pthread_mutex_lock(&lock);
    for (struct node *n = bucket[key & 7]; n; n = n->next)
        if (n->key == key)
            value = n->value;
    pthread_mutex_unlock(&lock);
    return value;
}

static atomic_int next;

static void work(void)
{
    int me = atomic_fetch_add(&next, 1);

    put(me, me);
    put(me + 8, me);
    assert(get(me) == me);
    get(me + 1);
}

THREAD(once)
{
    work();
    END;
}

THREAD(twice)
{
    work();
    work();
    END;
}

THREAD(once_apart)
{
    errno = 0;
    work();
    END;
}

static void clear(void)
{
    for (int i = 0; i < 8; i++) {
        while (bucket[i]) {
            struct node *n = bucket[i];
            bucket[i] = n->next;
            free(n);
        }
    }
}

void three_threads(void)
{
    run(once, once, once);
    clear();
}

void three_threads_twice(void)
{
    run(twice, twice, twice);
    clear();
}

void three_threads_apart(void)
{
    run(once_apart, once_apart, once_apart);
    clear();
}
