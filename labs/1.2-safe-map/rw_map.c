// rw_map.c - lab 1.2: one read-write lock over one map. Right for one thread,
// broken for two.
//
// The same promises as in safe_map.c, and one more: what only reads takes the
// lock for reading. Do safe_map.c first.
#include "rw_map.h"

#include "hmap.h"

static uint64_t *find(struct rw_map *m, uint64_t key)
{
    return m->inner ? hmap_access(m->inner, &key) : NULL;
}

bool rw_map_store(struct rw_map *m, uint64_t key, uint64_t value)
{
    // TODO(1.2): which kind of lock does a store need, and why?
    if (!m->inner)
        m->inner = hmap_new(&hmap_type_64, 1);
    return m->inner && hmap_put(m->inner, &key, &value) != HMAP_NO_MEMORY;
}

bool rw_map_load(struct rw_map *m, uint64_t key, uint64_t *value)
{
    // TODO(1.2): does hmap_access() write anything to the map?
    const uint64_t *found = find(m, key);
    if (found)
        *value = *found;
    return found;
}

enum load_or_store rw_map_load_or_store(struct rw_map *m, uint64_t key,
                                        uint64_t value, uint64_t *actual)
{
    // TODO(1.2): it may come to a store. Which kind of lock from the start?
    if (rw_map_load(m, key, actual))
        return LOADED;
    if (!rw_map_store(m, key, value))
        return NOT_STORED;
    *actual = value;
    return STORED;
}

bool rw_map_load_and_delete(struct rw_map *m, uint64_t key, uint64_t *value)
{
    // TODO(1.2): can a lock held for reading be turned into one for writing?
    return rw_map_load(m, key, value) && hmap_delete(m->inner, &key);
}

bool rw_map_cas(struct rw_map *m, uint64_t key, uint64_t old, uint64_t next)
{
    // TODO(1.2): what if two threads compare under the read lock?
    uint64_t value;
    return rw_map_load(m, key, &value) && value == old &&
           rw_map_store(m, key, next);
}

bool rw_map_range(struct rw_map *m, visit_key *visit, void *argument)
{
    // TODO(1.2): does a second read lock of one thread always succeed?
    struct hmap_iter it;
    if (!m->inner)
        return true;
    for (hmap_iter_init(&it, m->inner); hmap_iter_next(&it);)
        if (!visit(argument, *(const uint64_t *)it.key,
                   *(const uint64_t *)it.value))
            break;
    hmap_iter_end(&it);
    return true;
}

size_t rw_map_len(struct rw_map *m)
{
    // TODO(1.2): which kind of lock?
    return m->inner ? hmap_len(m->inner) : 0;
}

void rw_map_destroy(struct rw_map *m)
{
    hmap_free(m->inner);
    m->inner = NULL;
    pthread_rwlock_destroy(&m->lock);
}
