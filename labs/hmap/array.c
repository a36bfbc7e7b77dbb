// array.c - where buckets live.
//
// An array of buckets has a header in front and owns, in chunks, the overflow
// buckets of its chains. So a table is freed in a few calls and not by a walk,
// and it can be kept whole for those who still look at it:
//
//               growth ends, or clear, while growing
//     CURRENT -----------------------------------------> freed
//        |                                                 ^
//        | the same, with an open iterator or keep_old      | next growth ends,
//        +------------------> RETIRED ---------------------+ none of the two
#define _GNU_SOURCE  // MADV_HUGEPAGE
#include "hmap_internal.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

struct chunk {
    struct chunk *next;
    size_t used;  // buckets handed out
    size_t size;  // buckets
    size_t unused_padding;
    struct bmap_64 buckets[];  // see bucket_array
};

// Buckets are declared as those of hmap_type_64, the commonest, so that traces
// and debuggers show keys and values; those of other types are cut anew.
struct bucket_array {
    struct bucket_array *next_retired;
    struct chunk *overflow;  // the newest first
    size_t B;
    size_t unused_padding[5];  // the buckets then begin with a cache line
    struct bmap_64 buckets[];
};

static struct bucket_array *array_of(struct bmap *buckets)
{
    return (struct bucket_array *)((char *)buckets -
                                   offsetof(struct bucket_array, buckets));
}

// --- arrays ----------------------------------------------------------------

// A big table in pages of 2 MiB costs fewer misses of the address cache. It is
// a wish: without the kernel's support nothing happens.
static void use_huge_pages(void *start, size_t bytes)
{
    const uintptr_t huge = (uintptr_t)1 << 21;
    uintptr_t from = ((uintptr_t)start + huge - 1) & ~(huge - 1);
    uintptr_t to = ((uintptr_t)start + bytes) & ~(huge - 1);

    if (from < to)
        (void)madvise((void *)from, to - from, MADV_HUGEPAGE);
}

struct bmap *array_new(const struct maptype *type, uint8_t B)
{
    size_t bytes =
        sizeof(struct bucket_array) + bucket_count(B) * bucket_size(type);
    struct bucket_array *array = calloc(1, bytes);

    if (!array)
        return NULL;
    use_huge_pages(array, bytes);
    array->B = B;
    return (struct bmap *)array->buckets;
}

void array_free(struct bmap *buckets)
{
    if (!buckets)
        return;
    struct bucket_array *array = array_of(buckets);

    while (array->overflow) {
        struct chunk *next = array->overflow->next;
        free(array->overflow);
        array->overflow = next;
    }
    free(array);
}

void array_clear(const struct maptype *type, struct bmap *buckets,
                 bool reuse_overflow)
{
    struct bucket_array *array = array_of(buckets);

    memset(buckets, 0, bucket_count((uint8_t)array->B) * bucket_size(type));
    for (struct chunk *c = array->overflow; c; c = c->next) {
        memset(c->buckets, 0, c->used * bucket_size(type));
        if (reuse_overflow)
            c->used = 0;
    }
}

// --- retired arrays --------------------------------------------------------

void free_retired(struct hmap *map)
{
    while (map->retired) {
        struct bucket_array *next = map->retired->next_retired;
        array_free((struct bmap *)map->retired->buckets);
        map->retired = next;
    }
}

void array_retire(struct hmap *map, struct bmap *buckets)
{
    struct bucket_array *array = array_of(buckets);

    array->next_retired = map->retired;
    map->retired = array;
    // Relaxed: iterators and writers are kept apart by the caller, or the map
    // promises nothing.
    if (!map->keep_old &&
        !atomic_load_explicit(&map->iterators, memory_order_relaxed))
        free_retired(map);
}

// --- overflow buckets ------------------------------------------------------

static size_t free_in(const struct chunk *chunk)
{
    return chunk ? chunk->size - chunk->used : 0;
}

// Like Go, set aside one overflow bucket for each sixteen buckets at once.
bool overflow_reserve(struct hmap *map, size_t buckets)
{
    struct bucket_array *array = array_of(map->buckets);
    size_t size = bucket_count(map->B) / 16;

    if (free_in(array->overflow) >= buckets)
        return true;
    if (size < buckets)
        size = buckets;
    struct chunk *chunk =
        calloc(1, sizeof *chunk + size * bucket_size(map->type));
    if (!chunk)
        return false;
    chunk->size = size;
    chunk->next = array->overflow;
    array->overflow = chunk;
    return true;
}

struct bmap *overflow_new(struct hmap *map, struct bmap *last)
{
    if (!overflow_reserve(map, 1))
        return NULL;
    struct chunk *chunk = array_of(map->buckets)->overflow;
    struct bmap *b =
        bucket_at(map->type, (struct bmap *)chunk->buckets, chunk->used++);

    *overflow_at(map->type, last) = b;
    map->noverflow++;
    return b;
}
