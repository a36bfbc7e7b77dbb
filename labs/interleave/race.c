// race.c - see race.h.
//
//   R1  A cell remembers, of the accesses to its granule, all that some later
//       access could race with; what is ordered before a new write of the same
//       bytes is forgotten, since whatever races with it races with the write.
//   R2  A cell of an earlier generation is empty.
#define _GNU_SOURCE  // MAP_ANONYMOUS, MAP_FIXED_NOREPLACE
#include "race.h"

#include "fail.h"
#include "log.h"
#include "region.h"
#include "restore.h"
#include "scheduler.h"
#include "shared.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { INLINE_SLOTS = 4, GRANULE = 8, SPARE_CELLS = 1 << 15 };

struct slot {
    uint32_t time;
    uint32_t pc;  // the program is linked below 4 GiB
    uint32_t thread : 8;
    uint32_t mask : 8;  // bytes of the granule
    uint32_t kind : 8;  // enum access_kind
};

struct cell {
    uint32_t generation;
    uint16_t used;
    uint16_t more;  // index of a spare cell, 0 for none
    struct slot slot[INLINE_SLOTS];
};

enum race_policy race_policy;
unsigned race_known_count;
bool race_met;
uint32_t race_recorded;

static struct cell spare[SPARE_CELLS];
static unsigned spares;
static uint32_t generation = 1;
static uint32_t known[RACING_MAX];
static uint64_t known_filter[64];
static struct cell *static_shadow;

// --- shadow memory -----------------------------------------------------------

static void *reserve(uint64_t base, uint64_t bytes)
{
    void *at =
        mmap((void *)base, bytes, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE,
             -1, 0);
    if (at != (void *)base) {
        perror("interleave: shadow memory");
        _exit(70);
    }
    return at;
}

void race_start(void)
{
    uint64_t cells = (restore_high - restore_low) / GRANULE + 2;

    reserve(SHADOW_BASE,
            (USER_END - USER_BASE) / GRANULE * sizeof(struct cell));
    static_shadow = reserve(STATIC_SHADOW_BASE, cells * sizeof(struct cell));
}

void race_reset(void)
{
    generation++;
    spares = 1;
    race_met = false;
}

static struct cell *cell_of(uintptr_t address)
{
    struct cell *cell;

    if (address - USER_BASE < USER_END - USER_BASE)
        cell = (struct cell *)SHADOW_BASE + (address - USER_BASE) / GRANULE;
    else if (restore_is_static(address))
        cell = static_shadow + (address / GRANULE - restore_low / GRANULE);
    else
        return NULL;  // constants and libc's own data
    if (cell->generation != generation) {
        cell->generation = generation;
        cell->used = cell->more = 0;
    }
    return cell;
}

static struct cell *next_cell(struct cell *cell)
{
    return cell->more ? &spare[cell->more] : NULL;
}

static struct cell *add_cell(struct cell *cell)
{
    if (spares == SPARE_CELLS)
        fail_limit("too many threads share too much memory unordered");
    cell->more = (uint16_t)spares++;
    spare[cell->more].used = spare[cell->more].more = 0;
    return &spare[cell->more];
}

// --- known racing instructions -----------------------------------------------

bool race_is_known(uintptr_t pc)
{
    if (!(known_filter[pc >> 6 & 63] >> (pc & 63) & 1))
        return false;
    for (unsigned i = 0; i < race_known_count; i++)
        if (known[i] == (uint32_t)pc)
            return true;
    return false;
}

void race_know(uintptr_t pc)
{
    if (race_is_known(pc) || race_known_count == RACING_MAX)
        return;
    known[race_known_count++] = (uint32_t)pc;
    known_filter[pc >> 6 & 63] |= UINT64_C(1) << (pc & 63);
}

void race_forget_known(void)
{
    race_known_count = 0;
    race_recorded = 0;
    memset(known_filter, 0, sizeof known_filter);
}

// --- a race ------------------------------------------------------------------

static void tell_first(struct access *first, const struct slot *slot,
                       uintptr_t address, uint64_t size)
{
    first->kind = slot->kind;
    first->thread = slot->thread;
    first->address = address;
    first->size = size;
    first->pc = slot->pc;
    first->event = EVENT_NONE;
}

// The trace has the first access with its stack and locks, if it is logged.
static void find_first_in_trace(struct access *first)
{
    for (uint32_t i = shared->event_count; log_on && i-- > 0;) {
        struct event *e = &shared->event[i];
        if (e->thread != first->thread || e->pc != first->pc ||
            first->address < e->address ||
            first->address >= e->address + (e->size ? e->size : 1))
            continue;
        first->event = i;
        first->stack = e->stack;
        first->locks = e->locks;
        first->size = e->size ? e->size : first->size;
        e->racing = true;
        return;
    }
}

static void describe(struct failure *f, const struct slot *slot,
                     const struct access *second)
{
    tell_first(&f->first, slot, second->address, 1);
    find_first_in_trace(&f->first);
    f->second = *second;
    f->second.stack = f->stack;
    f->second.locks = f->locks;
    f->address = second->address;
    f->other = slot->thread;
}

static bool is_recorded(const struct slot *slot, uintptr_t pc)
{
    for (uint32_t i = 0; i < race_recorded; i++) {
        const struct failure *f = &shared->recorded[i];
        if ((f->first.pc == slot->pc && f->second.pc == pc) ||
            (f->first.pc == pc && f->second.pc == slot->pc))
            return true;
    }
    return false;
}

static void record(const struct slot *slot, const struct access *second)
{
    struct task *self = scheduler_current;
    struct failure *f;

    race_met = true;
    race_know(slot->pc);
    race_know(second->pc);
    if (race_policy == RACE_EXPECTED || is_recorded(slot, second->pc) ||
        race_recorded == RECORDED_RACES)
        return;
    f = &shared->recorded[race_recorded++];
    memset(f, 0, sizeof *f);
    f->kind = FAILURE_RACE;
    f->thread = self->id;
    f->event = EVENT_NONE;
    f->pc = second->pc;
    f->stack = log_stack(self, second->pc);
    f->locks = log_locks(self);
    describe(f, slot, second);
}

static void race(const struct slot *old, const struct slot *new,
                 uintptr_t granule, uint64_t size)
{
    uintptr_t address =
        granule + (unsigned)__builtin_ctz(old->mask & new->mask);
    const struct access second = {new->kind, new->thread, address, size,
                                  new->pc,   EVENT_NONE,  NULL,    NULL};

    if (race_policy != RACE_FAILS) {
        record(old, &second);
        return;
    }
    race_know(old->pc);
    race_know(new->pc);
    struct failure *f = fail_begin(FAILURE_RACE, new->pc);
    describe(f, old, &second);
    fail_end();
}

// --- one granule -------------------------------------------------------------

static bool writes(unsigned kind)
{
    return kind != ACCESS_READ && kind != ACCESS_ATOMIC_READ;
}

static bool is_atomic(unsigned kind)
{
    return kind == ACCESS_ATOMIC_READ || kind == ACCESS_ATOMIC_WRITE;
}

// Whether whatever could race with old also races with the new access.
static bool covers(const struct slot *new, const struct slot *old)
{
    return !(old->mask & ~new->mask) &&
           (writes(new->kind) || !writes(old->kind)) &&
           (!is_atomic(new->kind) || is_atomic(old->kind));
}

static bool conflict(const struct slot *a, const struct slot *b)
{
    return (a->mask & b->mask) && (writes(a->kind) || writes(b->kind)) &&
           !(is_atomic(a->kind) && is_atomic(b->kind));
}

static void add_slot(struct cell *cell, const struct slot *new)
{
    while (cell->used == INLINE_SLOTS && cell->more)
        cell = next_cell(cell);
    if (cell->used == INLINE_SLOTS)
        cell = add_cell(cell);
    cell->slot[cell->used++] = *new;
}

// size: of the whole access.
static void check_granule(uintptr_t granule, const struct slot *new,
                          uint64_t size)
{
    const struct clock *clock = &scheduler_current->clock;
    struct cell *first = cell_of(granule);

    for (struct cell *cell = first; cell; cell = next_cell(cell)) {
        for (unsigned i = 0; i < cell->used; i++) {
            struct slot *old = &cell->slot[i];
            bool mine = old->thread == new->thread;
            if (mine && old->time == new->time &&covers(old, new) &&
                old->kind == new->kind)
                return;
            if (mine || clock_covers(clock, old->thread, old->time)) {
                if (covers(new, old))
                    *old = cell->slot[--cell->used], i--;
                continue;
            }
            if (conflict(old, new))
                race(old, new, granule, size);
        }
    }
    if (first)
        add_slot(first, new);
}

void race_access(uintptr_t address, uint64_t size, enum access_kind kind,
                 uintptr_t pc)
{
    const struct task *self = scheduler_current;
    uint32_t time = self->clock.at[self->id];

    for (uintptr_t end = address + size; address < end;) {
        unsigned offset = address % GRANULE;
        unsigned bytes = GRANULE - offset;
        if (bytes > end - address)
            bytes = (unsigned)(end - address);
        const struct slot new = {time, (uint32_t)pc, self->id,
                                 ((1u << bytes) - 1) << offset & 0xff, kind};
        check_granule(address - offset, &new, size);
        address += bytes;
    }
}
