// leak.c - what is left of the heap at the end of a schedule; see heap.h.
//
// A block is leaked if no word of the static data, of thread-local variables
// or of a block that is not leaked points to it or into it. A number that
// looks like a pointer hides a leak; it never invents one.
#include "carrier.h"
#include "fail.h"
#include "heap.h"
#include "restore.h"
#include "scheduler.h"
#include "shared.h"

#include <string.h>

bool heap_leaks_allowed;

static bool reached[BLOCKS_MAX + 1];
static uint32_t todo[BLOCKS_MAX];
static uint32_t todo_count;

static void reach(uintptr_t word)
{
    const struct heap_block *b = heap_block_of(word);

    if (!b || b->freed || reached[b->id])
        return;
    reached[b->id] = true;
    todo[todo_count++] = b->id;
}

static void reach_from(uintptr_t low, uintptr_t high)
{
    uintptr_t word;

    for (low = (low + 7) & ~(uintptr_t)7; low + sizeof word <= high;
         low += sizeof word) {
        memcpy(&word, (const void *)low, sizeof word);
        reach(word);
    }
}

static void reach_all(void)
{
    uintptr_t low, high;

    memset(reached, 0, sizeof reached);
    todo_count = 0;
    for (unsigned i = 0; restore_part(i, &low, &high); i++)
        reach_from(low, high);
    for (unsigned t = 0; t < clock_width; t++)
        reach_from(carriers[t].tls_low, carriers[t].tls_high);
    while (todo_count) {
        const struct heap_block *b = &shared->block[todo[--todo_count] - 1];
        reach_from(b->address, b->address + b->size);
    }
}

static uint32_t live_blocks(void)
{
    uint32_t live = 0;

    for (uint32_t i = 0; i < shared->block_count; i++)
        live += !shared->block[i].freed;
    return live;
}

static void fail_leaks(void)
{
    struct failure *f = fail_begin(FAILURE_LEAK, 0);

    for (uint32_t i = 0; i < shared->block_count; i++) {
        const struct heap_block *b = &shared->block[i];
        if (b->freed || reached[b->id])
            continue;
        if (f->leak_count < FAILURE_LEAKS)
            f->leak[f->leak_count] = b;
        f->leak_count++;
        f->leak_bytes += b->size;
    }
    fail_end();
}

void heap_find_leaks(void)
{
    if (heap_leaks_allowed || !live_blocks())
        return;
    reach_all();
    for (uint32_t i = 0; i < shared->block_count; i++)
        if (!shared->block[i].freed && !reached[i + 1])
            fail_leaks();
}
