// shared.c - see shared.h.
#define _GNU_SOURCE  // MAP_ANONYMOUS, MAP_FIXED_NOREPLACE
#include "shared.h"

#include <string.h>
#include <sys/mman.h>

static bool mapped;

bool shared_map(void)
{
    void *at;

    if (mapped)
        return true;
    at = mmap((void *)SHARED_BASE, sizeof *shared, PROT_READ | PROT_WRITE,
              MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE,
              -1, 0);
    mapped = at == (void *)SHARED_BASE;
    return mapped;
}

bool shared_is_mapped(void)
{
    return mapped;
}

void *depot_take(size_t size)
{
    size = (size + 7) & ~(size_t)7;
    if (shared->depot_used + size > DEPOT_BYTES)
        return NULL;
    void *room = shared->depot + shared->depot_used;
    shared->depot_used += size;
    return room;
}

const char *depot_text(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = depot_take(size);

    return copy ? memcpy(copy, text, size) : "";
}

void depot_keep(void)
{
    shared->depot_kept = shared->depot_used;
}

void depot_reset(void)
{
    shared->depot_used = shared->depot_kept;
}

void depot_clear(void)
{
    shared->depot_used = shared->depot_kept = 0;
}
