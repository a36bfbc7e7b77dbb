// sharded_map.c - given: the map of safe_map.h in 32 shards.
#include "sharded_map.h"

// The top bits of a multiplied key choose the shard; hmap uses others of its
// own hash, so the keys of one shard still spread over its buckets.
unsigned sharded_map_shard(uint64_t key)
{
    return (unsigned)(key * 0x9e3779b97f4a7c15 >> 59);
}

static struct safe_map *shard_of(struct sharded_map *m, uint64_t key)
{
    return &m->shard[sharded_map_shard(key)].map;
}

bool sharded_map_store(struct sharded_map *m, uint64_t key, uint64_t value)
{
    return safe_map_store(shard_of(m, key), key, value);
}

bool sharded_map_load(struct sharded_map *m, uint64_t key, uint64_t *value)
{
    return safe_map_load(shard_of(m, key), key, value);
}

enum load_or_store sharded_map_load_or_store(struct sharded_map *m,
                                             uint64_t key, uint64_t value,
                                             uint64_t *actual)
{
    return safe_map_load_or_store(shard_of(m, key), key, value, actual);
}

bool sharded_map_load_and_delete(struct sharded_map *m, uint64_t key,
                                 uint64_t *value)
{
    return safe_map_load_and_delete(shard_of(m, key), key, value);
}

bool sharded_map_cas(struct sharded_map *m, uint64_t key, uint64_t old,
                     uint64_t next)
{
    return safe_map_cas(shard_of(m, key), key, old, next);
}

struct visits {
    visit_key *visit;
    void *argument;
    bool goes_on;
};

static bool visit_and_remember(void *visits, uint64_t key, uint64_t value)
{
    struct visits *v = visits;
    v->goes_on = v->visit(v->argument, key, value);
    return v->goes_on;
}

bool sharded_map_range(struct sharded_map *m, visit_key *visit, void *argument)
{
    struct visits visits = {visit, argument, true};
    for (int i = 0; i < SHARDS && visits.goes_on; i++)
        if (!safe_map_range(&m->shard[i].map, visit_and_remember, &visits))
            return false;
    return true;
}

size_t sharded_map_len(struct sharded_map *m)
{
    size_t length = 0;
    for (int i = 0; i < SHARDS; i++)
        length += safe_map_len(&m->shard[i].map);
    return length;
}

void sharded_map_destroy(struct sharded_map *m)
{
    for (int i = 0; i < SHARDS; i++)
        safe_map_destroy(&m->shard[i].map);
}
