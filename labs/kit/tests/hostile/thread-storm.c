// admitted: it uses up its own memory and ends
//
// Makes threads until there is no memory for one more.
#include "crash.h"

#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *wait_for_lock(void *argument)
{
    pthread_mutex_lock(&lock);
    return argument;
}

static void deed(void)
{
    pthread_t thread;
    pthread_mutex_lock(&lock);
    while (pthread_create(&thread, NULL, wait_for_lock, NULL) == 0)
        continue;
    abort();
}

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
}

void write_beside_write(void)
{
    deed();
}

void read_beside_write(void)
{
}

void iterate_beside_write(void)
{
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    return 0;
}
