// admitted: every thread sleeps
//
// Waits for a lock that it holds itself.
#include "crash.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void deed(void)
{
    pthread_mutex_lock(&lock);
    pthread_mutex_lock(&lock);
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
