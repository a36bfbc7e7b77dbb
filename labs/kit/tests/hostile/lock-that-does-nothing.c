// refused: redefines pthread_mutex_lock, a name that already has a meaning here
//
// A lock that is none.
#include "crash.h"

#include <pthread.h>

#define pthread_mutex_lock(lock) 0

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

int deed(void);

int deed(void)
{
    return pthread_mutex_lock(&lock);
}

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    deed();
}

void write_beside_write(void)
{
    deed();
}

void read_beside_write(void)
{
    deed();
}

void iterate_beside_write(void)
{
    deed();
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    deed();
    return 0;
}
