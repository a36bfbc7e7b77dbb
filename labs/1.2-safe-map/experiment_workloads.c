#include "experiment_workloads.h"

#include "count.h"
#include "rw_map.h"
#include "safe_map.h"
#include "sharded_map.h"

#include <inttypes.h>
#include <stdio.h>

const char *const workload_names[WORKLOADS] = {"new keys",     "load, found",
                                               "load, absent", "overwrite",
                                               "1 % new keys", "delete"};
const char *const map_names[MAPS] = {"mutex", "rwlock", "32 shards"};

static struct safe_map mutex_map = SAFE_MAP_INIT;
static struct rw_map rwlock_map = RW_MAP_INIT;
static struct sharded_map shard_map = SHARDED_MAP_INIT;

// --- the calls, for each map ------------------------------------------------

struct calls {
    void (*store)(uint64_t key);
    void (*load)(uint64_t key);
    void (*take)(uint64_t key);
};

#define CALLS(name, type)                                                      \
    static void name##_store(uint64_t key)                                     \
    {                                                                          \
        type##_store(&name, key, key);                                         \
    }                                                                          \
    static void name##_load(uint64_t key)                                      \
    {                                                                          \
        uint64_t value;                                                        \
        type##_load(&name, key, &value);                                       \
    }                                                                          \
    static void name##_take(uint64_t key)                                      \
    {                                                                          \
        uint64_t value;                                                        \
        type##_load_and_delete(&name, key, &value);                            \
    }

CALLS(mutex_map, safe_map)
CALLS(rwlock_map, rw_map)
CALLS(shard_map, sharded_map)

static const struct calls calls[MAPS] = {
    {mutex_map_store, mutex_map_load, mutex_map_take},
    {rwlock_map_store, rwlock_map_load, rwlock_map_take},
    {shard_map_store, shard_map_load, shard_map_take},
};

// --- the workloads ----------------------------------------------------------

static void one_call(const struct calls *map, int workload, uint64_t i)
{
    switch (workload) {
    case 0:
    case 3:
        map->store(i);
        return;
    case 1:
        map->load(i);
        return;
    case 2:
        map->load(i + 10 * OPERATIONS);
        return;
    case 4:
        map->store(i % 100 == 0 ? i + OPERATIONS : i);
        return;
    default:
        map->take(i);
    }
}

// With 32 locks, the share of the busiest one is what bounds the gain.
static uint64_t busiest_shard(int workload)
{
    uint64_t taken[SHARDS] = {0}, most = 0;
    for (uint64_t i = 0; i < OPERATIONS; i++) {
        uint64_t key = i;
        if (workload == 2)
            key += 10 * OPERATIONS;
        if (workload == 4 && i % 100 == 0)
            key += OPERATIONS;
        taken[sharded_map_shard(key)]++;
    }
    for (int s = 0; s < SHARDS; s++)
        most = taken[s] > most ? taken[s] : most;
    return most;
}

static struct locks count_one(int workload, int map)
{
    count_reset();
    for (uint64_t i = 0; i < OPERATIONS; i++)
        one_call(&calls[map], workload, i);
    struct locks locks = {count_of(COUNT_LOCKS), count_of(COUNT_READ_LOCKS), 0};
    locks.busiest = map == 2 ? busiest_shard(workload) : locks.all;
    return locks;
}

void count_workloads(struct locks locks[WORKLOADS][MAPS])
{
    for (int w = 0; w < WORKLOADS; w++)
        for (int m = 0; m < MAPS; m++)
            locks[w][m] = count_one(w, m);
}

void print_workloads(struct locks locks[WORKLOADS][MAPS])
{
    printf("%-14s %8s %18s %22s\n", "", map_names[0], map_names[1],
           map_names[2]);
    printf("%-14s %8s %18s %22s\n", "", "locks", "locks (reading)",
           "locks (on the busiest)");
    for (int w = 0; w < WORKLOADS; w++) {
        printf("%-14s %8" PRIu64 " %9" PRIu64 " (%6" PRIu64 ") %13" PRIu64
               " (%6" PRIu64 ")\n",
               workload_names[w], locks[w][0].all, locks[w][1].all,
               locks[w][1].reading, locks[w][2].all, locks[w][2].busiest);
    }
}
