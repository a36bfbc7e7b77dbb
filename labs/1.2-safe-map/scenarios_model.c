// scenarios_model.c - the map that all recorded calls are compared with: an
// array, and what each call does to it.
#include "scenarios.h"

#include <stdio.h>
#include <string.h>

enum { NO_VALUE = 0 };  // values are never 0

static void model_start(uint64_t value[MODEL_STATE], uint64_t key)
{
    (void)key;
    memset(value, 0, MODEL_STATE * sizeof *value);
}

static bool model_store(uint64_t *value, const struct call *c)
{
    *value = c->argument[1];
    return c->result[0];
}

static bool model_load(uint64_t *value, const struct call *c)
{
    return c->result[0] == (*value != NO_VALUE) && c->result[1] == *value;
}

static bool model_load_or_store(uint64_t *value, const struct call *c)
{
    enum load_or_store expected = *value == NO_VALUE ? STORED : LOADED;
    if (expected == STORED)
        *value = c->argument[1];
    return c->result[0] == expected && c->result[1] == *value;
}

static bool model_load_and_delete(uint64_t *value, const struct call *c)
{
    bool right = model_load(value, c);
    *value = NO_VALUE;
    return right;
}

static bool model_cas(uint64_t *value, const struct call *c)
{
    bool expected = *value != NO_VALUE && *value == c->argument[1];
    if (expected)
        *value = c->argument[2];
    return c->result[0] == expected;
}

static bool model_len(const uint64_t value[MODEL_STATE], const struct call *c)
{
    uint64_t length = 0;
    for (int i = 0; i < MODEL_STATE; i++)
        length += value[i] != NO_VALUE;
    return c->result[0] == length;
}

// Keys are below MODEL_STATE; the state is the value of each.
static bool model_step(uint64_t state[MODEL_STATE], const struct call *c)
{
    uint64_t *value = &state[c->argument[0] % MODEL_STATE];
    if (strcmp(c->name, "store") == 0)
        return model_store(value, c);
    if (strcmp(c->name, "load") == 0)
        return model_load(value, c);
    if (strcmp(c->name, "load_or_store") == 0)
        return model_load_or_store(value, c);
    if (strcmp(c->name, "load_and_delete") == 0)
        return model_load_and_delete(value, c);
    if (strcmp(c->name, "cas") == 0)
        return model_cas(value, c);
    return model_len(state, c);
}

static void print_result(const struct call *c, char *text, unsigned room)
{
    unsigned long long value = c->result[1];
    if (strcmp(c->name, "load_or_store") == 0)
        snprintf(text, room, "%s %llu",
                 c->result[0] == LOADED ? "LOADED" : "STORED", value);
    else if (strcmp(c->name, "len") == 0)
        snprintf(text, room, "%llu", (unsigned long long)c->result[0]);
    else if (strncmp(c->name, "load", 4) == 0 && c->result[0])
        snprintf(text, room, "%llu", value);
    else if (strncmp(c->name, "load", 4) == 0)
        snprintf(text, room, "absent");
    else
        snprintf(text, room, "%s", c->result[0] ? "true" : "false");
}

static void model_print(const struct call *c, char *text, unsigned room)
{
    char result[40];
    unsigned used = 0;
    print_result(c, result, sizeof result);
    used += (unsigned)snprintf(text, room, "%s(", c->name);
    for (unsigned i = 0; i < c->arguments && used < room; i++)
        used += (unsigned)snprintf(text + used, room - used, "%s%llu",
                                   i ? ", " : "",
                                   (unsigned long long)c->argument[i]);
    if (used < room)
        snprintf(text + used, room - used, ") = %s", result);
}

const struct model each_key = {"map", false, model_start, model_step,
                               model_print};
const struct model whole_map = {"map", true, model_start, model_step,
                                model_print};
