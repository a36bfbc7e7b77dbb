// heap_wrap.c - malloc and its family, as the program calls them.
#define _GNU_SOURCE
#include "heap.h"
#include "memory.h"
#include "region.h"
#include "thread.h"
#include "wrap.h"

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16 };

static void *take(size_t size, size_t alignment, bool zero,
                  const char *function, uintptr_t pc)
{
    return heap_take(size, alignment < ALIGNMENT ? ALIGNMENT : alignment, zero,
                     function, pc);
}

// A block that the library allocated before the schedule is the library's.
static bool is_ours(const void *block)
{
    return region_is_heap((uintptr_t)block);
}

void *WRAP(malloc)(size_t size)
{
    PASS_THROUGH(malloc, (size));
    return take(size, ALIGNMENT, false, "malloc", CALLER);
}

void *WRAP(calloc)(size_t count, size_t size)
{
    size_t bytes;

    PASS_THROUGH(calloc, (count, size));
    if (__builtin_mul_overflow(count, size, &bytes)) {
        thread_set_errno(ENOMEM);
        return NULL;
    }
    return take(bytes, ALIGNMENT, true, "calloc", CALLER);
}

void WRAP(free)(void *block)
{
    if (!block)
        return;
    if (!scheduler_current && !is_ours(block))
        free(block);
    else if (scheduler_current)
        heap_give_back(block, "free", CALLER);
}

static void *resize(void *block, size_t size, const char *function,
                    uintptr_t pc)
{
    struct heap_block *old;
    size_t kept;
    void *new;

    if (!block)
        return take(size, ALIGNMENT, false, function, pc);
    old = heap_block_of((uintptr_t)block);
    if (!old || old->freed || old->address != (uintptr_t)block) {
        heap_give_back(block, function, pc);
        return NULL;
    }
    if (!(new = take(size, ALIGNMENT, false, function, pc)))
        return NULL;
    kept = old->size < size ? old->size : size;
    if (kept)
        memory_touch((uintptr_t)block, kept, ACCESS_READ, pc);
    memcpy(new, block, kept);
    heap_give_back(block, function, pc);
    return new;
}

void *WRAP(realloc)(void *block, size_t size)
{
    PASS_THROUGH(realloc, (block, size));
    return resize(block, size, "realloc", CALLER);
}

void *WRAP(reallocarray)(void *block, size_t count, size_t size)
{
    size_t bytes;

    PASS_THROUGH(reallocarray, (block, count, size));
    if (__builtin_mul_overflow(count, size, &bytes)) {
        thread_set_errno(ENOMEM);
        return NULL;
    }
    return resize(block, bytes, "reallocarray", CALLER);
}

void *WRAP(aligned_alloc)(size_t alignment, size_t size)
{
    PASS_THROUGH(aligned_alloc, (alignment, size));
    return take(size, alignment, false, "aligned_alloc", CALLER);
}

int WRAP(posix_memalign)(void **block, size_t alignment, size_t size)
{
    PASS_THROUGH(posix_memalign, (block, alignment, size));
    void *new = take(size, alignment, false, "posix_memalign", CALLER);
    if (!new)
        return ENOMEM;
    memory_plain((uintptr_t)block, sizeof *block, true, CALLER);
    *block = new;
    return 0;
}

char *WRAP(strdup)(const char *text)
{
    PASS_THROUGH(strdup, (text));
    size_t size = strlen(text) + 1;
    memory_plain((uintptr_t)text, size, false, CALLER);
    char *copy = take(size, ALIGNMENT, false, "strdup", CALLER);
    return copy ? memcpy(copy, text, size) : NULL;
}

char *WRAP(strndup)(const char *text, size_t most)
{
    PASS_THROUGH(strndup, (text, most));
    size_t size = strnlen(text, most);
    memory_plain((uintptr_t)text, size + (size < most), false, CALLER);
    char *copy = take(size + 1, ALIGNMENT, false, "strndup", CALLER);
    if (!copy)
        return NULL;
    copy[size] = '\0';
    return memcpy(copy, text, size);
}

size_t WRAP(malloc_usable_size)(void *block)
{
    if (!is_ours(block))
        return malloc_usable_size(block);
    const struct heap_block *b = heap_block_of((uintptr_t)block);
    return b ? b->size : 0;
}
