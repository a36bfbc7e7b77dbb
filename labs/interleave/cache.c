// cache.c - see cache.h.
//
//   E1  An entry of an earlier generation is empty. A full neighbourhood
//       forgets its first entry: less is skipped, nothing is missed.
#include "cache.h"

#include "scheduler.h"
#include "sync.h"

enum { ENTRIES = 1 << 19, PROBES = 8 };

struct entry {
    uint64_t key;
    uint32_t generation;
    uint32_t left;
};

static struct entry entry[ENTRIES];
static uint32_t generation = 1;
static size_t used;

void cache_clear(void)
{
    generation++;
    used = 0;
}

size_t cache_memory(void)
{
    return used * sizeof *entry;
}

// Ended threads count: what they did may be seen by a join.
static uint64_t state_key(const struct task *task)
{
    uint64_t key = task->id + 1u;

    for (unsigned i = 0; i < clock_width; i++)
        key = sync_mix(key, scheduler_task[i].hash);
    return sync_mix(key, scheduler_rules.spurious);
}

bool cache_seen(const struct task *task, unsigned left)
{
    uint64_t key = state_key(task);
    struct entry *free_entry = NULL;

    for (unsigned i = 0; i < PROBES; i++) {
        struct entry *e = &entry[(key + i) % ENTRIES];
        if (e->generation != generation) {
            free_entry = free_entry ? free_entry : e;
            continue;
        }
        if (e->key != key)
            continue;
        if (e->left >= left)
            return true;
        e->left = left;
        return false;
    }
    used += free_entry != NULL;
    free_entry = free_entry ? free_entry : &entry[key % ENTRIES];
    *free_entry = (struct entry){key, generation, left};
    return false;
}
