// key.c - thread-specific data. Keys made in a schedule end with it; those
// made before are the library's.
#define _GNU_SOURCE
#include "fail.h"
#include "memory.h"
#include "steps.h"
#include "thread.h"
#include "wrap.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <string.h>

enum { FIRST_KEY = 5000 };  // the library's own are below PTHREAD_KEYS_MAX

struct key {
    bool used;
    void (*destructor)(void *);
};

static struct key key[KEYS_MAX];
static unsigned keys;  // key[0 .. keys) may be used

void key_reset(void)
{
    memset(key, 0, keys * sizeof *key);
    keys = 0;
}

// Which name a key gets depends on who asked first.
static void change_table(void)
{
    sync_event(sync_object(SYNC_NONE, (uintptr_t)key, 1), true);
}

static struct key *find(pthread_key_t name, uintptr_t pc)
{
    if (name - FIRST_KEY >= KEYS_MAX || !key[name - FIRST_KEY].used)
        fail_misuse(MISUSE_KEY_INVALID, NULL, -1, pc);
    steps_touch((uintptr_t)key, 1, TOUCH_READS, EFFECT_NONE);
    return &key[name - FIRST_KEY];
}

int key_create(pthread_key_t *name, void (*destructor)(void *))
{
    for (unsigned i = 0; i < KEYS_MAX; i++) {
        if (key[i].used)
            continue;
        key[i] = (struct key){true, destructor};
        keys = i < keys ? keys : i + 1;
        *name = FIRST_KEY + i;
        change_table();
        return 0;
    }
    return EAGAIN;
}

void key_delete(pthread_key_t name, uintptr_t pc)
{
    find(name, pc)->used = false;
    for (unsigned i = 0; i < clock_width; i++)
        scheduler_task[i].key_value[name - FIRST_KEY] = NULL;
    change_table();
}

void **key_value(pthread_key_t name, uintptr_t pc)
{
    find(name, pc);
    return &scheduler_current->key_value[name - FIRST_KEY];
}

// --- the calls ---------------------------------------------------------------

int WRAP(pthread_key_create)(pthread_key_t *name, void (*destructor)(void *))
{
    PASS_THROUGH(pthread_key_create, (name, destructor));
    memory_plain((uintptr_t)name, sizeof *name, true, CALLER);
    return key_create(name, destructor);
}

int WRAP(pthread_key_delete)(pthread_key_t name)
{
    if (!scheduler_current || name < FIRST_KEY)
        return REAL(pthread_key_delete)(name);
    key_delete(name, CALLER);
    return 0;
}

void *WRAP(pthread_getspecific)(pthread_key_t name)
{
    if (!scheduler_current || name < FIRST_KEY)
        return REAL(pthread_getspecific)(name);
    return *key_value(name, CALLER);
}

int WRAP(pthread_setspecific)(pthread_key_t name, const void *value)
{
    if (!scheduler_current || name < FIRST_KEY)
        return REAL(pthread_setspecific)(name, value);
    *key_value(name, CALLER) = (void *)(uintptr_t)value;
    return 0;
}

// --- at the end of a thread --------------------------------------------------

static bool run_destructors_once(void)
{
    struct task *self = scheduler_current;
    bool ran = false;

    for (unsigned i = 0; i < keys; i++) {
        void *value = self->key_value[i];
        if (!value || !key[i].used || !key[i].destructor)
            continue;
        self->key_value[i] = NULL;
        key[i].destructor(value);
        ran = true;
    }
    return ran;
}

void key_run_destructors(void)
{
    for (int round = 0; round < PTHREAD_DESTRUCTOR_ITERATIONS; round++)
        if (!run_destructors_once())
            return;
}
