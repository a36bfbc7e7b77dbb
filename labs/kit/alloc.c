// alloc.c - see alloc.h. The counters are exact under threads, and relaxed:
// they carry no data from one thread to another.
#define _GNU_SOURCE  // aligned_alloc, posix_memalign, strndup
#include "alloc.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static _Atomic int successes_left = -1;
static _Atomic int live;
static _Atomic int calls;

// What --wrap makes of a name: the call that was wrapped, and ours.
#define WRAP(result, name, ...)                                                \
    result __real_##name(__VA_ARGS__);                                         \
    result __wrap_##name(__VA_ARGS__);                                         \
    result __wrap_##name(__VA_ARGS__)

void alloc_fail_after(int successes)
{
    atomic_store(&successes_left, successes);
}

int alloc_live(void)
{
    return atomic_load(&live);
}

int alloc_calls(void)
{
    return atomic_load(&calls);
}

// May this allocation succeed? Takes one of the successes that are left.
static bool take_success(void)
{
    int left = atomic_load(&successes_left);

    while (left > 0)
        if (atomic_compare_exchange_weak(&successes_left, &left, left - 1))
            return true;
    return left < 0;
}

static void *counted(void *memory)
{
    if (!memory)
        return NULL;
    atomic_fetch_add_explicit(&live, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&calls, 1, memory_order_relaxed);
    return memory;
}

WRAP(void *, malloc, size_t size)
{
    return take_success() ? counted(__real_malloc(size)) : NULL;
}

WRAP(void *, calloc, size_t count, size_t size)
{
    return take_success() ? counted(__real_calloc(count, size)) : NULL;
}

WRAP(void *, aligned_alloc, size_t alignment, size_t size)
{
    return take_success() ? counted(__real_aligned_alloc(alignment, size))
                          : NULL;
}

WRAP(char *, strdup, const char *string)
{
    return take_success() ? counted(__real_strdup(string)) : NULL;
}

WRAP(char *, strndup, const char *string, size_t size)
{
    return take_success() ? counted(__real_strndup(string, size)) : NULL;
}

WRAP(int, posix_memalign, void **memory, size_t alignment, size_t size)
{
    if (!take_success())
        return ENOMEM;
    int error = __real_posix_memalign(memory, alignment, size);
    if (!error)
        counted(*memory);
    return error;
}

WRAP(void, free, void *memory)
{
    if (memory)
        atomic_fetch_sub_explicit(&live, 1, memory_order_relaxed);
    __real_free(memory);
}

// A block that was moved or resized is still one block.
WRAP(void *, realloc, void *memory, size_t size)
{
    if (!take_success())
        return NULL;
    void *moved = __real_realloc(memory, size);
    if (!memory)
        return counted(moved);
    if (moved)
        atomic_fetch_add_explicit(&calls, 1, memory_order_relaxed);
    else if (size == 0)
        atomic_fetch_sub_explicit(&live, 1, memory_order_relaxed);
    return moved;
}
