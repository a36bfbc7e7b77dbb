// What numbers, handles and pointers are called.
#include <assert.h>
#include <pthread.h>
#include <stdint.h>

struct map {
    pthread_mutex_t lock;
    struct map *home;
};

static struct map map = {PTHREAD_MUTEX_INITIALIZER, NULL};
static long total;
static pthread_t last;
static uintptr_t bits;

static void *add(void *unused)
{
    pthread_mutex_lock(&map.lock);
    map.home = &map;
    total += 4227072;
    last = pthread_self();
    bits = (uintptr_t)&total;
    pthread_mutex_unlock(&map.lock);
    return unused;
}

void scenario(void)
{
    pthread_t a, b;

    pthread_create(&a, NULL, add, NULL);
    pthread_create(&b, NULL, add, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    assert(pthread_equal(last, b));
}
