// heap.c - see heap.h.
//
//   H1  Between two blocks lies at least one granule that belongs to neither.
//   H2  owner_of[g] is the id of the block whose bytes (rounded up) cover
//       granule g, freed or not, and 0 elsewhere.
#define _GNU_SOURCE  // MAP_ANONYMOUS, MAP_FIXED_NOREPLACE
#include "heap.h"

#include "fail.h"
#include "log.h"
#include "race.h"
#include "region.h"
#include "scheduler.h"
#include "shared.h"
#include "steps.h"
#include "thread.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    GRANULE = 16,
    GRANULES = HEAP_SIZE / GRANULE,  // a thread
    RUBBISH = 0xA5,
    FREED = 0xDD,
    FREED_FILL = 4096,  // reads of freed memory are found by other means
    NEAR = 64,          // granules looked at for the block that was missed
};

// No machine has a block of this size; any smaller one may be had, if not here.
#define HUGE_BLOCK ((size_t)1 << 46)

static uint32_t *owner_of;
static size_t top[THREADS_MAX];
static struct sync_object *objects_in[BLOCKS_MAX + 1];

static void *reserve(uint64_t base, uint64_t bytes, int fixed)
{
    void *at = mmap((void *)base, bytes, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | fixed, -1, 0);
    if (at == MAP_FAILED || (fixed && at != (void *)base)) {
        perror("interleave: heap of the simulated program");
        _exit(70);
    }
    return at;
}

void heap_start(void)
{
    reserve(HEAPS_BASE, USER_END - HEAPS_BASE, MAP_FIXED_NOREPLACE);
    owner_of =
        reserve(0, (uint64_t)THREADS_MAX * GRANULES * sizeof *owner_of, 0);
}

void heap_reset(void)
{
    for (unsigned t = 0; t < THREADS_MAX; t++) {
        if (!top[t])
            continue;
        memset(owner_of + (size_t)t * GRANULES, 0,
               (top[t] / GRANULE + 1) * sizeof *owner_of);
        top[t] = 0;
    }
    memset(objects_in, 0, (shared->block_count + 1) * sizeof *objects_in);
    shared->block_count = 0;
}

uint32_t heap_blocks(void)
{
    return shared->block_count;
}

size_t heap_memory(void)
{
    size_t bytes = sizeof objects_in;

    for (unsigned t = 0; t < THREADS_MAX; t++)
        bytes += top[t] + top[t] / GRANULE * sizeof *owner_of;
    return bytes;
}

static size_t granule_of(uintptr_t address)
{
    return (address - HEAPS_BASE) / GRANULE;
}

static struct heap_block *block_at(size_t granule)
{
    uint32_t id = owner_of[granule];
    return id ? &shared->block[id - 1] : NULL;
}

struct heap_block *heap_block_of(uintptr_t address)
{
    return region_is_heap(address) ? block_at(granule_of(address)) : NULL;
}

// --- taking ------------------------------------------------------------------

static struct heap_block *new_block(uintptr_t address, size_t size,
                                    const char *function, uintptr_t pc)
{
    const struct task *self = scheduler_current;
    struct heap_block *b = &shared->block[shared->block_count++];

    memset(b, 0, sizeof *b);
    b->id = shared->block_count;
    b->address = address;
    b->size = size;
    b->allocated_by = self->id;
    b->function = function;
    b->allocated_at = b->freed_at = EVENT_NONE;
    b->alloc_stack = log_on ? log_stack(self, pc) : NULL;
    return b;
}

static void own_granules(const struct heap_block *b)
{
    size_t first = granule_of(b->address);
    size_t last = granule_of(b->address + (b->size ? b->size - 1 : 0));

    for (size_t g = first; g <= last; g++)
        owner_of[g] = b->id;
}

void *heap_take(size_t size, size_t alignment, bool zero, const char *function,
                uintptr_t pc)
{
    unsigned thread = scheduler_current->id;
    uintptr_t base = HEAPS_BASE + (uintptr_t)thread * HEAP_SIZE;
    uintptr_t address = (base + top[thread] + GRANULE + alignment - 1) &
                        ~(uintptr_t)(alignment - 1);

    if (size > HUGE_BLOCK) {
        thread_set_errno(ENOMEM);
        return NULL;
    }
    if (address + size + 2 * GRANULE > base + HEAP_SIZE ||
        shared->block_count == BLOCKS_MAX)
        fail_limit("a thread allocates more than %d MiB or %d blocks",
                   HEAP_SIZE >> 20, BLOCKS_MAX);
    struct heap_block *b = new_block(address, size, function, pc);
    own_granules(b);
    top[thread] = ((address - base + (size ? size : 1)) + GRANULE - 1) &
                  ~(size_t)(GRANULE - 1);
    memset((void *)address, zero ? 0 : RUBBISH, size);
    if (log_on) {
        struct event *e = log_event(EVENT_ALLOC, pc);
        log_memory(e, address, size);
        e->text = function;
        b->allocated_at = e->index;
    }
    return (void *)address;
}

// --- giving back -------------------------------------------------------------

static _Noreturn void fail_free(enum failure_kind kind, uintptr_t address,
                                const struct heap_block *b, uintptr_t pc)
{
    struct failure *f = fail_begin(kind, pc);

    f->address = address;
    f->block = b;
    f->offset = b ? (int64_t)(address - b->address) : 0;
    fail_end();
}

// What was synchronised on inside the block is over, too.
static void end_objects(const struct heap_block *b)
{
    for (struct sync_object *o = objects_in[b->id]; o; o = o->in_block)
        sync_event(o, true);
}

void heap_give_back(void *pointer, const char *function, uintptr_t pc)
{
    uintptr_t address = (uintptr_t)pointer;
    struct heap_block *b = heap_block_of(address);

    if (!b || b->address != address)
        fail_free(FAILURE_BAD_FREE, address, b, pc);
    if (b->freed)
        fail_free(FAILURE_DOUBLE_FREE, address, b, pc);
    if (log_on) {
        struct event *e = log_event(EVENT_FREE, pc);
        log_memory(e, address, b->size);
        e->text = function;
        b->freed_at = e->index;
        b->free_stack = e->stack;
    }
    if (!scheduler_alone)
        race_access(address, b->size, ACCESS_FREE, pc);
    steps_touch(address, b->size, TOUCH_WRITES, EFFECT_NONE);
    end_objects(b);
    b->freed = true;
    b->freed_by = scheduler_current->id;
    memset(pointer, FREED, b->size < FREED_FILL ? b->size : FREED_FILL);
}

void heap_attach(struct sync_object *o)
{
    struct heap_block *b = heap_block_of(o->name.address);

    if (!b)
        return;
    o->in_block = objects_in[b->id];
    objects_in[b->id] = o;
}

// --- checking ----------------------------------------------------------------

// The block before address, else the one after it, if any is near.
static struct heap_block *nearest(uintptr_t address)
{
    size_t here = granule_of(address);
    size_t last = (size_t)THREADS_MAX * GRANULES;

    for (size_t i = 1; i < NEAR; i++) {
        if (here >= i && block_at(here - i))
            return block_at(here - i);
        if (here + i < last && block_at(here + i))
            return block_at(here + i);
    }
    return NULL;
}

static _Noreturn void fail_access(enum failure_kind kind, uintptr_t address,
                                  uint64_t size, enum access_kind how,
                                  const struct heap_block *b, uintptr_t pc)
{
    struct failure *f = fail_begin(kind, pc);

    f->second = (struct access){how, f->thread, address,  size,
                                pc,  f->event,  f->stack, f->locks};
    f->address = address;
    f->block = b;
    f->offset = b ? (int64_t)(address - b->address) : 0;
    if (b && b->freed)
        f->other = b->freed_by;
    fail_end();
}

void heap_check(uintptr_t address, uint64_t size, enum access_kind kind,
                uintptr_t pc)
{
    const struct heap_block *b = heap_block_of(address);

    if (!b)
        fail_access(FAILURE_HEAP_OVERFLOW, address, size, kind,
                    nearest(address), pc);
    if (b->freed) {
        race_know(pc);  // if nothing orders it after the free
        fail_access(FAILURE_USE_AFTER_FREE, address, size, kind, b, pc);
    }
    if (address + size > b->address + b->size)
        fail_access(FAILURE_HEAP_OVERFLOW, address, size, kind, b, pc);
}
