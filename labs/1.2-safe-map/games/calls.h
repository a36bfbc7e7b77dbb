// calls.h - what the games of lab 1.2 have in common: one map, its calls as a
// player sees them, and what is in it.
//
// A game is a folder: scenarios.c says who calls what and what was promised,
// its first lines the story and not the fault; safe_map.c is the wrong map,
// with the calls that the game makes and no others. No map of a game has a data
// race: what is wrong with it is the order of its critical sections.
#ifndef CALLS_H
#define CALLS_H

#include "safe_map.h"

#include "history.h"
#include "hmap.h"
#include "scenario.h"
#include "thread.h"

#include <stdio.h>
#include <string.h>

enum { KEY = 1, OLD = 10 };

static struct safe_map map = SAFE_MAP_INIT;

// --- what is in the map ------------------------------------------------------

// Called while every thread stands still outside of the table.
static void show_map(char *text, unsigned room)
{
    struct hmap_iter it;
    unsigned used = 0;

    snprintf(text, room, "empty");
    if (!map.inner)
        return;
    for (hmap_iter_init(&it, map.inner); hmap_iter_next(&it) && used < room;)
        used += (unsigned)snprintf(
            text + used, room - used, "%skey %llu = %llu", used ? ", " : "",
            (unsigned long long)*(const uint64_t *)it.key,
            (unsigned long long)*(uint64_t *)it.value);
}

// --- the calls, recorded -----------------------------------------------------

static void print_call(const struct call *c, char *text, unsigned room)
{
    unsigned long long value = c->result[1];
    bool yes = c->result[0];

    if (strcmp(c->name, "load_or_store") == 0)
        snprintf(text, room, "%s = %s %llu", c->name,
                 c->result[0] == STORED ? "STORED" : "LOADED", value);
    else if (strcmp(c->name, "load") == 0 && yes)
        snprintf(text, room, "load = %llu", value);
    else if (strcmp(c->name, "load") == 0)
        snprintf(text, room, "load = absent");
    else
        snprintf(text, room, "%s = %s", c->name, yes ? "true" : "false");
}

static inline void begin(void)
{
    static const struct model calls = {.name = "map", .print = print_call};

    history_model(&calls);
    scenario_shows(show_map);
}

static inline bool do_store(uint64_t value)
{
    struct call *call = call_begin("store", 2, (uint64_t)KEY, value);
    bool stored = safe_map_store(&map, KEY, value);
    call_end(call, stored, 0);
    return stored;
}

static inline uint64_t do_load(void)
{
    uint64_t value = 0;
    struct call *call = call_begin("load", 1, (uint64_t)KEY);
    bool found = safe_map_load(&map, KEY, &value);
    call_end(call, found, value);
    return value;
}

static inline enum load_or_store do_load_or_store(uint64_t value)
{
    uint64_t actual = 0;
    struct call *call = call_begin("load_or_store", 2, (uint64_t)KEY, value);
    enum load_or_store told = safe_map_load_or_store(&map, KEY, value, &actual);
    call_end(call, told, actual);
    return told;
}

static inline bool do_cas(uint64_t next)
{
    struct call *call =
        call_begin("cas", 3, (uint64_t)KEY, (uint64_t)OLD, next);
    bool swapped = safe_map_cas(&map, KEY, OLD, next);
    call_end(call, swapped, 0);
    return swapped;
}

#endif
