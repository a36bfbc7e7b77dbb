// The map of game 1, with the calls that the game makes and no others.
#include "safe_map.h"

#include "hmap.h"

static uint64_t *find_locked(struct safe_map *m, uint64_t key)
{
    return m->inner ? hmap_access(m->inner, &key) : NULL;
}

static bool put_locked(struct safe_map *m, uint64_t key, uint64_t value)
{
    if (!m->inner)
        m->inner = hmap_new(&hmap_type_64, 1);
    return m->inner && hmap_put(m->inner, &key, &value) != HMAP_NO_MEMORY;
}

bool safe_map_store(struct safe_map *m, uint64_t key, uint64_t value)
{
    pthread_mutex_lock(&m->lock);
    bool stored = put_locked(m, key, value);
    pthread_mutex_unlock(&m->lock);
    return stored;
}

bool safe_map_load(struct safe_map *m, uint64_t key, uint64_t *value)
{
    pthread_mutex_lock(&m->lock);
    const uint64_t *found = find_locked(m, key);
    if (found)
        *value = *found;
    pthread_mutex_unlock(&m->lock);
    return found;
}

bool safe_map_cas(struct safe_map *m, uint64_t key, uint64_t old, uint64_t next)
{
    pthread_mutex_lock(&m->lock);
    const uint64_t *found = find_locked(m, key);
    if (!found)
        return false;
    bool equal = *found == old;
    if (equal)
        put_locked(m, key, next);
    pthread_mutex_unlock(&m->lock);
    return equal;
}

void safe_map_destroy(struct safe_map *m)
{
    hmap_free(m->inner);
    m->inner = NULL;
    pthread_mutex_destroy(&m->lock);
}
