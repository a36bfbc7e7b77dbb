// Measured in one section, copied in another: what was added in between has no
// room.
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int value[8] = {3, 5};
static size_t count = 2;

static int *room_for_all(void)
{
    pthread_mutex_lock(&lock);
    int *copy = malloc(count * sizeof *copy);
    pthread_mutex_unlock(&lock);
    return copy;
}

static void copy_all(int *copy)
{
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < count; i++)
        copy[i] = value[i];
    pthread_mutex_unlock(&lock);
}

static void *snapshot(void *unused)
{
    int *copy = room_for_all();

    copy_all(copy);
    free(copy);
    return unused;
}

static void *add(void *unused)
{
    pthread_mutex_lock(&lock);
    value[count++] = 7;
    pthread_mutex_unlock(&lock);
    return unused;
}

void scenario(void)
{
    pthread_t a, b;

    pthread_create(&a, NULL, snapshot, NULL);
    pthread_create(&b, NULL, add, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
}
