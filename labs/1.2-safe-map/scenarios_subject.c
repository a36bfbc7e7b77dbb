// scenarios_subject.c - the two maps as subjects, and recorded calls of them.
#include "scenarios.h"

// --- the two subjects -------------------------------------------------------

// A function is called through its own type, so each needs a small shell.
#define SUBJECT(short, map_type, init)                                         \
    static bool short##_store(void *m, uint64_t key, uint64_t value)           \
    {                                                                          \
        return map_type##_store(m, key, value);                                \
    }                                                                          \
    static bool short##_load(void *m, uint64_t key, uint64_t *value)           \
    {                                                                          \
        return map_type##_load(m, key, value);                                 \
    }                                                                          \
    static enum load_or_store short##_load_or_store(                           \
        void *m, uint64_t key, uint64_t value, uint64_t *actual)               \
    {                                                                          \
        return map_type##_load_or_store(m, key, value, actual);                \
    }                                                                          \
    static bool short##_load_and_delete(void *m, uint64_t key,                 \
                                        uint64_t *value)                       \
    {                                                                          \
        return map_type##_load_and_delete(m, key, value);                      \
    }                                                                          \
    static bool short##_cas(void *m, uint64_t key, uint64_t old,               \
                            uint64_t next)                                     \
    {                                                                          \
        return map_type##_cas(m, key, old, next);                              \
    }                                                                          \
    static bool short##_range(void *m, visit_key *visit, void *argument)       \
    {                                                                          \
        return map_type##_range(m, visit, argument);                           \
    }                                                                          \
    static size_t short##_len(void *m)                                         \
    {                                                                          \
        return map_type##_len(m);                                              \
    }                                                                          \
    static void short##_destroy(void *m)                                       \
    {                                                                          \
        map_type##_destroy(m);                                                 \
    }                                                                          \
    struct map_type short##_map = init;                                        \
    const struct subject short##_subject = {#map_type,                         \
                                            &short##_map,                      \
                                            sizeof short##_map,                \
                                            short##_store,                     \
                                            short##_load,                      \
                                            short##_load_or_store,             \
                                            short##_load_and_delete,           \
                                            short##_cas,                       \
                                            short##_range,                     \
                                            short##_len,                       \
                                            short##_destroy}

SUBJECT(mutex, safe_map, SAFE_MAP_INIT);
SUBJECT(rwlock, rw_map, RW_MAP_INIT);

const struct subject *subject;

void begin(const struct subject *chosen)
{
    subject = chosen;
    history_model(&each_key);
}

// --- recorded calls ---------------------------------------------------------

void do_store(uint64_t key, uint64_t value)
{
    struct call *call = call_begin("store", 2, key, value);
    call_end(call, subject->store(subject->map, key, value), 0);
}

void do_load(uint64_t key, uint64_t unused)
{
    uint64_t value = 0;
    struct call *call = call_begin("load", 1, key);
    bool found = subject->load(subject->map, key, &value);
    (void)unused;
    call_end(call, found, found ? value : 0);
}

void do_load_or_store(uint64_t key, uint64_t value)
{
    uint64_t actual = 0;
    struct call *call = call_begin("load_or_store", 2, key, value);
    enum load_or_store result =
        subject->load_or_store(subject->map, key, value, &actual);
    call_end(call, result, actual);
}

void do_load_and_delete(uint64_t key, uint64_t unused)
{
    uint64_t value = 0;
    struct call *call = call_begin("load_and_delete", 1, key);
    bool found = subject->load_and_delete(subject->map, key, &value);
    (void)unused;
    call_end(call, found, found ? value : 0);
}

void do_cas(uint64_t key, uint64_t value)
{
    struct call *call = call_begin("cas", 3, key, (uint64_t)OLD, value);
    call_end(call, subject->cas(subject->map, key, OLD, value), 0);
}

void do_len(uint64_t key, uint64_t unused)
{
    struct call *call = call_begin("len", 1, key);
    (void)unused;
    call_end(call, subject->len(subject->map), 0);
}
