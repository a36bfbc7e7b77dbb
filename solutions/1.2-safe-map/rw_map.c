// rw_map.c - lab 1.2: one read-write lock over one map.
//
// What only reads takes the lock for reading. A call that may come to write
// takes it for writing from the beginning: a lock that is held for reading
// cannot be turned into one for writing, and between giving it back and taking
// it again the decision goes stale.
#include "rw_map.h"

#include "fatal.h"
#include "hmap.h"

#include <stdatomic.h>
#include <stdlib.h>

// --- the lock ----------------------------------------------------------------

// Two readers may be the first together, so the first use is settled by a
// compare-and-exchange; all of them write the same address.
static void settle(struct rw_map *m)
{
    const struct rw_map *home = NULL;
    if (!atomic_compare_exchange_strong(&m->home, &home, m) && home != m)
        fatal("safe map used after it was copied");
}

static void lock_for_reading(struct rw_map *m)
{
    pthread_rwlock_rdlock(&m->lock);
    settle(m);
}

static void lock_for_writing(struct rw_map *m)
{
    pthread_rwlock_wrlock(&m->lock);
    settle(m);
}

static void unlock(struct rw_map *m)
{
    pthread_rwlock_unlock(&m->lock);
}

// --- with the lock held -----------------------------------------------------

static uint64_t *find_locked(struct rw_map *m, uint64_t key)
{
    return m->inner ? hmap_access(m->inner, &key) : NULL;
}

static bool put_locked(struct rw_map *m, uint64_t key, uint64_t value)
{
    if (!m->inner)
        m->inner = hmap_new(&hmap_type_64, (uintptr_t)m >> 6);
    return m->inner && hmap_put(m->inner, &key, &value) != HMAP_NO_MEMORY;
}

// --- one key ----------------------------------------------------------------

bool rw_map_store(struct rw_map *m, uint64_t key, uint64_t value)
{
    lock_for_writing(m);
    bool stored = put_locked(m, key, value);
    unlock(m);
    return stored;
}

bool rw_map_load(struct rw_map *m, uint64_t key, uint64_t *value)
{
    lock_for_reading(m);
    const uint64_t *found = find_locked(m, key);
    if (found)
        *value = *found;
    unlock(m);
    return found;
}

enum load_or_store rw_map_load_or_store(struct rw_map *m, uint64_t key,
                                        uint64_t value, uint64_t *actual)
{
    enum load_or_store result = LOADED;
    lock_for_writing(m);
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

bool rw_map_load_and_delete(struct rw_map *m, uint64_t key, uint64_t *value)
{
    lock_for_writing(m);
    const uint64_t *found = find_locked(m, key);
    if (found) {
        *value = *found;
        hmap_delete(m->inner, &key);
    }
    unlock(m);
    return found;
}

bool rw_map_cas(struct rw_map *m, uint64_t key, uint64_t old, uint64_t next)
{
    lock_for_writing(m);
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
static struct entry *copy_locked(struct rw_map *m, size_t *count)
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

bool rw_map_range(struct rw_map *m, visit_key *visit, void *argument)
{
    size_t count;
    lock_for_reading(m);
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

size_t rw_map_len(struct rw_map *m)
{
    lock_for_reading(m);
    size_t length = m->inner ? hmap_len(m->inner) : 0;
    unlock(m);
    return length;
}

void rw_map_destroy(struct rw_map *m)
{
    settle(m);  // a copy would free the map's table
    hmap_free(m->inner);
    m->inner = NULL;
    pthread_rwlock_destroy(&m->lock);
}
