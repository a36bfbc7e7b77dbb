// safe_map.c - lab 1.2: one mutex over one map. Right for one thread, broken
// for two.
//
// Make every promise of safe_map.h true. `make check LAB=1.2` tells how far you
// are. When this file is done, do the same in rw_map.c.
#include "safe_map.h"

#include "hmap.h"

static uint64_t *find(struct safe_map *m, uint64_t key)
{
    return m->inner ? hmap_access(m->inner, &key) : NULL;
}

bool safe_map_store(struct safe_map *m, uint64_t key, uint64_t value)
{
    // TODO(1.2): which other keys does a store move?
    if (!m->inner)
        m->inner = hmap_new(&hmap_type_64, 1);
    return m->inner && hmap_put(m->inner, &key, &value) != HMAP_NO_MEMORY;
}

bool safe_map_load(struct safe_map *m, uint64_t key, uint64_t *value)
{
    // TODO(1.2): how long is `found` good for?
    const uint64_t *found = find(m, key);
    if (found)
        *value = *found;
    return found;
}

enum load_or_store safe_map_load_or_store(struct safe_map *m, uint64_t key,
                                          uint64_t value, uint64_t *actual)
{
    // TODO(1.2): two safe calls in a row. Is the pair of them safe?
    if (safe_map_load(m, key, actual))
        return LOADED;
    if (!safe_map_store(m, key, value))
        return NOT_STORED;
    *actual = value;
    return STORED;
}

bool safe_map_load_and_delete(struct safe_map *m, uint64_t key, uint64_t *value)
{
    // TODO(1.2): how can two threads both be told "true"?
    return safe_map_load(m, key, value) && hmap_delete(m->inner, &key);
}

bool safe_map_cas(struct safe_map *m, uint64_t key, uint64_t old, uint64_t next)
{
    // TODO(1.2): what may happen between the comparison and the store?
    uint64_t value;
    return safe_map_load(m, key, &value) && value == old &&
           safe_map_store(m, key, next);
}

bool safe_map_range(struct safe_map *m, visit_key *visit, void *argument)
{
    // TODO(1.2): visit() may call this map. Which lock may be held meanwhile?
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

size_t safe_map_len(struct safe_map *m)
{
    // TODO(1.2): a length is one word. Is a plain read of it enough?
    return m->inner ? hmap_len(m->inner) : 0;
}

void safe_map_destroy(struct safe_map *m)
{
    hmap_free(m->inner);
    m->inner = NULL;
    pthread_mutex_destroy(&m->lock);
}
