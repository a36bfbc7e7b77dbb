#define _POSIX_C_SOURCE 200809L
#include "experiment_luck.h"

#include "child.h"
#include "hmap.h"
#include "thread.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NOT_WHOLE = 3, PATIENCE = 10 };

static void write_keys(void *map, unsigned id)
{
    uint64_t value = id;
    for (uint64_t key = 0; key < LUCK_WRITES; key++)
        hmap_put(map, &key, &value);
}

static bool is_whole(struct hmap *map)
{
    for (uint64_t key = 0; key < LUCK_WRITES; key++)
        if (!hmap_access(map, &key))
            return false;
    return hmap_len(map) == LUCK_WRITES && !hmap_check(map);
}

void luck_once(bool one_cpu)
{
    struct hmap *map = hmap_new(&hmap_type_64, 1);
    alarm(PATIENCE);  // a corrupted map may be a circle
    if (one_cpu)
        pin_to_cpu(0);
    run_threads(2, write_keys, map);
    if (!is_whole(map))
        exit(NOT_WHOLE);
}

static void once(void *one_cpu)
{
    luck_once(*(bool *)one_cpu);
}

struct luck luck_many(unsigned runs, bool one_cpu)
{
    struct luck luck = {.runs = runs};
    for (unsigned i = 0; i < runs; i++) {
        struct child child = child_run(once, &one_cpu);
        if (strcmp(child.fatal, "concurrent map writes") == 0)
            luck.died++;
        else if (child.signal)
            luck.crashed++;
        else if (child.status == NOT_WHOLE)
            luck.lost++;
        else
            luck.whole++;
    }
    return luck;
}

int luck_seen_by_tsan(unsigned runs, bool one_cpu)
{
    char *arguments[] = {"once", one_cpu ? "one" : "all", NULL};
    int seen = 0;
    for (unsigned i = 0; i < runs; i++) {
        struct child child;
        if (!child_run_tsan(&child, arguments))
            return -1;
        seen += strstr(child.output, "ThreadSanitizer: data race") != NULL;
    }
    return seen;
}

bool luck_is_twin(int argc, char **argv)
{
    if (argc != 3 || strcmp(argv[1], "once") != 0)
        return false;
    luck_once(strcmp(argv[2], "one") == 0);
    return true;
}
