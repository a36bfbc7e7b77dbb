// names_pointer.c - where the schedule kept pointers to its heap blocks, and
// when.
//
//   P1  A pointer lives from the write that stored it until the next write
//       that touches its bytes.
#include "names_private.h"

#include <inttypes.h>
#include <stdlib.h>

enum { NEAR = 1024 };  // bytes past a block that may have been meant for it

// The last block that begins at or before the address.
static struct object *block_below(const struct names *names, uintptr_t address)
{
    uint32_t low = 0, high = names->trace->block_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (names->block[names->by_address[middle]].address <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &names->block[names->by_address[low - 1]] : NULL;
}

// Blocks do not overlap (event.h), so no other one can hold the address.
static struct object *block_at(const struct names *names, uintptr_t address)
{
    struct object *o = block_below(names, address);

    return o && address - o->address < (o->size ? o->size : 1) ? o : NULL;
}

struct object *names_object(const struct names *names, uintptr_t address)
{
    struct object *block = block_at(names, address);

    for (size_t i = 0; !block && i < names->local_count; i++)
        if (address - names->local[i].address < names->local[i].size)
            return &names->local[i];
    return block;
}

const struct heap_block *names_block(const struct names *names,
                                     uintptr_t address)
{
    const struct object *o = names_object(names, address);

    return o && o->block ? &names->trace->block[o - names->block] : NULL;
}

const char *names_astray(struct names *names, const struct event *e)
{
    const struct object *o = block_below(names, e->address);

    if (e->region != REGION_HEAP ||
        (o && e->address + e->size <= o->address + o->size))
        return NULL;
    if (!o || e->address - o->address > o->size + NEAR)
        return "outside every block";
    return names_keep(names, "%s the end of #%" PRIu32,
                      e->address < o->address + o->size ? "across" : "past",
                      o->block);
}

static bool stores(const struct event *e)
{
    return e->kind == EVENT_WRITE || e->kind == EVENT_ATOMIC_STORE ||
           e->kind == EVENT_ATOMIC_RMW ||
           (e->kind == EVENT_ATOMIC_CAS && e->success);
}

// --- one table of the pointers that live now, by location --------------------

struct living {
    uintptr_t location;
    uint32_t pointer;  // index, or EVENT_NONE: no longer
};

struct table {
    struct living *slot;
    size_t room, used;
};

static struct living *slot_of(struct table *t, uintptr_t location)
{
    size_t i = (size_t)(location * UINT64_C(0x9E3779B97F4A7C15) >> 20);

    for (;; i++) {
        struct living *s = &t->slot[i & (t->room - 1)];
        if (s->location == location || !s->location)
            return s;
    }
}

static void end_pointers(struct names *names, struct table *living,
                         const struct event *e)
{
    uint64_t size = e->size < 4096 ? e->size : 4096;

    for (uintptr_t at = e->address & ~(uintptr_t)7; at < e->address + size;
         at += 8) {
        struct living *s = slot_of(living, at);
        if (s->location && s->pointer != EVENT_NONE)
            names->pointer[s->pointer].until = e->index;
        s->pointer = EVENT_NONE;
    }
}

static void add_pointer(struct names *names, struct table *living,
                        const struct event *e, struct object *target)
{
    uint32_t index = (uint32_t)names->pointer_count++;
    struct living *s = slot_of(living, e->address);

    names->pointer = names_grow(names->pointer, index, &names->pointer_room,
                                sizeof *names->pointer);
    names->pointer[index] = (struct pointer){e->address, e->index, EVENT_NONE,
                                             target->first_pointer};
    target->first_pointer = index;
    living->used += !s->location;
    *s = (struct living){e->address, index};
}

static void look_at(struct names *names, struct table *living,
                    const struct event *e)
{
    struct object *target;

    end_pointers(names, living, e);
    if (e->size != 8 || e->address % 8 || living->used > living->room / 2)
        return;
    target = names_object(names, e->after);
    if (target && target->block && target->address == e->after)
        add_pointer(names, living, e, target);
}

void names_find_pointers(struct names *names)
{
    const struct trace *trace = names->trace;
    struct table living = {.room = 1 << 12};

    while (living.room < trace->event_count * 4)
        living.room *= 2;
    living.slot = calloc(living.room, sizeof *living.slot);
    if (!living.slot)
        return;  // names are poorer then
    for (uint32_t i = 0; i < trace->event_count; i++)
        if (stores(&trace->event[i]))
            look_at(names, &living, &trace->event[i]);
    free(living.slot);
}
