// The map of game 2, with the calls that the game makes and no others.
#include "safe_map.h"

#include "hmap.h"

bool safe_map_store(struct safe_map *m, uint64_t key, uint64_t value)
{
    pthread_mutex_lock(&m->lock);
    if (!m->inner)
        m->inner = hmap_new(&hmap_type_64, 1);
    bool stored =
        m->inner && hmap_put(m->inner, &key, &value) != HMAP_NO_MEMORY;
    pthread_mutex_unlock(&m->lock);
    return stored;
}

bool safe_map_load(struct safe_map *m, uint64_t key, uint64_t *value)
{
    pthread_mutex_lock(&m->lock);
    const uint64_t *found = m->inner ? hmap_access(m->inner, &key) : NULL;
    if (found)
        *value = *found;
    pthread_mutex_unlock(&m->lock);
    return found;
}

enum load_or_store safe_map_load_or_store(struct safe_map *m, uint64_t key,
                                          uint64_t value, uint64_t *actual)
{
    if (safe_map_load(m, key, actual))
        return LOADED;
    if (!safe_map_store(m, key, value))
        return NOT_STORED;
    *actual = value;
    return STORED;
}

void safe_map_destroy(struct safe_map *m)
{
    hmap_free(m->inner);
    m->inner = NULL;
    pthread_mutex_destroy(&m->lock);
}
