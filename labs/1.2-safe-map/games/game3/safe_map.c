// The map of game 3, with the calls that the game makes and no others. It
// counts its changes, so that a swap need not keep the lock while it thinks.
#include "safe_map.h"

#include "hmap.h"

static uint64_t changes;  // of the one map of this game

static bool put_locked(struct safe_map *m, uint64_t key, uint64_t value)
{
    if (!m->inner)
        m->inner = hmap_new(&hmap_type_64, 1);
    return m->inner && hmap_put(m->inner, &key, &value) != HMAP_NO_MEMORY;
}

static void announce_change(struct safe_map *m)
{
    pthread_mutex_lock(&m->lock);
    changes++;
    pthread_mutex_unlock(&m->lock);
}

bool safe_map_store(struct safe_map *m, uint64_t key, uint64_t value)
{
    announce_change(m);
    pthread_mutex_lock(&m->lock);
    bool stored = put_locked(m, key, value);
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

// The value, and how many changes there had been when it was read.
static uint64_t look(struct safe_map *m, uint64_t key, uint64_t *seen)
{
    pthread_mutex_lock(&m->lock);
    const uint64_t *found = m->inner ? hmap_access(m->inner, &key) : NULL;
    uint64_t value = found ? *found : 0;
    *seen = changes;
    pthread_mutex_unlock(&m->lock);
    return value;
}

static bool put_if_unchanged(struct safe_map *m, uint64_t key, uint64_t value,
                             uint64_t seen)
{
    pthread_mutex_lock(&m->lock);
    bool unchanged = changes == seen;
    if (unchanged) {
        changes++;
        put_locked(m, key, value);
    }
    pthread_mutex_unlock(&m->lock);
    return unchanged;
}

bool safe_map_cas(struct safe_map *m, uint64_t key, uint64_t old, uint64_t next)
{
    uint64_t seen;
    do {
        if (look(m, key, &seen) != old)
            return false;
    } while (!put_if_unchanged(m, key, next, seen));
    return true;
}

void safe_map_destroy(struct safe_map *m)
{
    hmap_free(m->inner);
    m->inner = NULL;
    pthread_mutex_destroy(&m->lock);
}
