// safe_map.c - lab 1.2: one mutex over one map.
//
// Every call does all that it does to the map inside one critical section: a
// store may move buckets of keys that it was not asked about, and a decision is
// worth nothing once the lock was given back.
#include "safe_map.h"

#include "fatal.h"
#include "hmap.h"

#include <stdlib.h>

// --- the lock ----------------------------------------------------------------

static void lock(struct safe_map *m)
{
    pthread_mutex_lock(&m->lock);
    if (!m->home)
        m->home = m;
    if (m->home != m)
        fatal("safe map used after it was copied");
}

static void unlock(struct safe_map *m)
{
    pthread_mutex_unlock(&m->lock);
}

// --- with the lock held -----------------------------------------------------

static uint64_t *find_locked(struct safe_map *m, uint64_t key)
{
    return m->inner ? hmap_access(m->inner, &key) : NULL;
}

static bool put_locked(struct safe_map *m, uint64_t key, uint64_t value)
{
    if (!m->inner)
        m->inner = hmap_new(&hmap_type_64, (uintptr_t)m >> 6);
    return m->inner && hmap_put(m->inner, &key, &value) != HMAP_NO_MEMORY;
}

// --- one key ----------------------------------------------------------------

bool safe_map_store(struct safe_map *m, uint64_t key, uint64_t value)
{
    lock(m);
    bool stored = put_locked(m, key, value);
    unlock(m);
    return stored;
}

bool safe_map_load(struct safe_map *m, uint64_t key, uint64_t *value)
{
    lock(m);
    const uint64_t *found = find_locked(m, key);
    if (found)
        *value = *found;
    unlock(m);
    return found;
}

enum load_or_store safe_map_load_or_store(struct safe_map *m, uint64_t key,
                                          uint64_t value, uint64_t *actual)
{
    enum load_or_store result = LOADED;
    lock(m);
    const uint64_t *found = find_locked(m, key);
    if (found)
        *actual = *found;
    else if (put_locked(m, key, value))
        *actual = value, result = STORED;
    else
        result = NOT_STORED;
    unlock(m);
    return result;
}

bool safe_map_load_and_delete(struct safe_map *m, uint64_t key, uint64_t *value)
{
    lock(m);
    const uint64_t *found = find_locked(m, key);
    if (found) {
        *value = *found;
        hmap_delete(m->inner, &key);
    }
    unlock(m);
    return found;
}

bool safe_map_cas(struct safe_map *m, uint64_t key, uint64_t old, uint64_t next)
{
    lock(m);
    const uint64_t *found = find_locked(m, key);
    bool equal = found && *found == old;
    if (equal)
        put_locked(m, key, next);  // the key is there: needs no memory
    unlock(m);
    return equal;
}

// --- all keys ---------------------------------------------------------------

struct entry {
    uint64_t key, value;
};

// A copy of all entries, or NULL without memory.
static struct entry *copy_locked(struct safe_map *m, size_t *count)
{
    struct hmap_iter it;
    *count = 0;
    size_t length = m->inner ? hmap_len(m->inner) : 0;
    struct entry *copy = malloc((length + 1) * sizeof *copy);
    if (!copy || length == 0)
        return copy;
    for (hmap_iter_init(&it, m->inner); hmap_iter_next(&it);)
        copy[(*count)++] = (struct entry){*(const uint64_t *)it.key,
                                          *(const uint64_t *)it.value};
    return copy;
}

// The visits come after the lock is given back: visit() may call the map, and
// a mutex does not let its own holder in twice.
bool safe_map_range(struct safe_map *m, visit_key *visit, void *argument)
{
    size_t count;
    lock(m);
    struct entry *copy = copy_locked(m, &count);
    unlock(m);
    if (!copy)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!visit(argument, copy[i].key, copy[i].value))
            break;
    free(copy);
    return true;
}

size_t safe_map_len(struct safe_map *m)
{
    lock(m);
    size_t length = m->inner ? hmap_len(m->inner) : 0;
    unlock(m);
    return length;
}

void safe_map_destroy(struct safe_map *m)
{
    lock(m);  // looks whether it is a copy, which would free the map's table
    unlock(m);
    hmap_free(m->inner);
    m->inner = NULL;
    pthread_mutex_destroy(&m->lock);
}
