#define _POSIX_C_SOURCE 200809L
#include "experiment_luck.h"

#include "child.h"
#include "hmap.h"
#include "thread.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NOT_WHOLE = 3, PATIENCE = 10 };

// What one run does.
struct program {
    struct hmap *map;
    uint64_t writes;
    bool one_cpu;
};

static void write_keys(void *argument, unsigned id)
{
    struct program *program = argument;
    uint64_t value = id;
    for (uint64_t key = 0; key < program->writes; key++)
        hmap_put(program->map, &key, &value);
}

static bool is_whole(const struct program *program)
{
    for (uint64_t key = 0; key < program->writes; key++)
        if (!hmap_access(program->map, &key))
            return false;
    return hmap_len(program->map) == program->writes &&
           !hmap_check(program->map);
}

static void once(void *argument)
{
    struct program *program = argument;
    program->map = hmap_new(&hmap_type_64, 1);
    alarm(PATIENCE);  // a corrupted map may be a circle
    if (program->one_cpu)
        pin_to_cpu(0);
    run_threads(2, write_keys, program);
    if (!is_whole(program))
        exit(NOT_WHOLE);
}

void luck_once(uint64_t writes, bool one_cpu)
{
    once(&(struct program){.writes = writes, .one_cpu = one_cpu});
}

struct luck luck_many(unsigned runs, uint64_t writes, bool one_cpu)
{
    struct luck luck = {.runs = runs};
    struct program program = {.writes = writes, .one_cpu = one_cpu};
    for (unsigned i = 0; i < runs; i++) {
        struct child child = child_run(once, &program);
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
    luck_once(LUCK_WRITES, strcmp(argv[2], "one") == 0);
    return true;
}
