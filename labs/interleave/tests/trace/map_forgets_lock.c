// A map on the heap: load forgets the lock that store takes.
#include <pthread.h>
#include <stdlib.h>

struct bucket {
    int count;
    struct bucket *next;
    int values[4];
};

struct safe_map {
    pthread_mutex_t lock;
    size_t length;
    struct bucket *buckets;
};

static struct safe_map *map_new(void)
{
    struct safe_map *map = calloc(1, sizeof *map);

    pthread_mutex_init(&map->lock, NULL);
    map->buckets = calloc(4, sizeof *map->buckets);
    return map;
}

static void store(struct safe_map *map, int key, int value)
{
    pthread_mutex_lock(&map->lock);
    struct bucket *b = &map->buckets[key];
    b->values[b->count] = value;
    map->buckets[key].count++;
    map->length++;
    pthread_mutex_unlock(&map->lock);
}

static int load(struct safe_map *map, int key)
{
    return map->buckets[key].count ? map->buckets[key].values[0] : -1;
}

static void *writer(void *map)
{
    store(map, 2, 20);
    return NULL;
}

static void *reader(void *map)
{
    load(map, 2);
    return NULL;
}

void scenario(void)
{
    struct safe_map *map = map_new();
    pthread_t t[2];

    pthread_create(&t[0], NULL, writer, map);
    pthread_create(&t[1], NULL, reader, map);
    pthread_join(t[0], NULL);
    pthread_join(t[1], NULL);
    pthread_mutex_destroy(&map->lock);
    free(map->buckets);
    free(map);
}
