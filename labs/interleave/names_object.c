// names_object.c - give objects the names and types that uses show.
//
//   U1  A use fits an access if it touches as many bytes and the object it
//       supposes begins where a heap block begins, or lies on a stack.
//   U2  A line on which two different expressions fit says nothing of names:
//       in `a->value = b->value` nobody knows which one an access is.
//   U3  Of several uses that fit, a variable's own name is best, then
//       `map->count`, then `*p`; then the student's code before given code;
//       then the earliest.
#include "names_private.h"

#include <stdlib.h>
#include <string.h>

static bool is_access(const struct event *e)
{
    return (e->kind >= EVENT_READ && e->kind <= EVENT_ATOMIC_CAS) ||
           e->sync.kind != SYNC_NONE;
}

// Where the object of the use would begin. Returns: false if it does not fit.
static bool base_of(const struct use *use, const struct event *e,
                    const struct object *block, uintptr_t *base)
{
    struct use copy = *use;
    uint64_t size = type_size(&copy.part);

    if (e->sync.kind == SYNC_NONE || e->sync.kind == SYNC_ATOMIC) {
        if (size != e->size)
            return false;
    } else if (size != e->sync.size && !type_is_opaque(&copy.part)) {
        return false;
    }
    *base = e->address - use->offset;
    if (!use->stride)
        return true;
    if (!block || *base < block->address)
        return false;  // where the first element is, nobody knows
    if ((*base - block->address) % use->stride == 0)
        *base = block->address;
    return true;
}

static uint8_t rank_of(const struct use *use, bool given)
{
    uint8_t rank = use->is_variable ? 0 : use->is_star ? 4 : 2;

    return (uint8_t)(rank + given + (use->text ? 0 : 8));
}

static void learn(struct object *o, const struct use *use, uint8_t rank)
{
    if (o->has_type && o->rank <= rank)
        return;
    o->has_type = true;
    o->type = use->type;
    o->rank = rank;
    o->text = use->text;
    o->is_variable = use->is_variable;
    o->is_array = use->indexes_pointer;
}

// A pointer into the middle of a block whose size is a multiple of the type's
// says what the block is made of, and nothing about its name.
static void learn_element(struct object *block, const struct use *use,
                          uintptr_t base)
{
    struct use copy = *use;
    uint64_t each = type_size(&copy.type);

    if (block->has_type || !each || base < block->address ||
        block->size % each || (base - block->address) % each)
        return;
    block->has_type = true;
    block->type = use->type;
    block->rank = 16;
    block->is_array = true;
}

static struct object *local_at(struct names *names, uintptr_t base,
                               uint64_t size, uint16_t thread)
{
    for (size_t i = 0; i < names->local_count; i++)
        if (names->local[i].address == base && names->local[i].size == size)
            return &names->local[i];
    names->local = names_grow(names->local, names->local_count,
                              &names->local_room, sizeof *names->local);
    names->local[names->local_count] = (struct object){
        .address = base,
        .size = size,
        .thread = thread,
        .first_pointer = EVENT_NONE,
    };
    return &names->local[names->local_count++];
}

static void try_use(struct names *names, const struct event *e,
                    const struct use *use, bool given)
{
    const struct heap_block *b = names_block(names, e->address);
    struct object *block = b ? &names->block[b - names->trace->block] : NULL;
    struct use copy = *use;
    uintptr_t base;

    if (!base_of(use, e, block, &base))
        return;
    if (block && !use->is_variable && base == block->address)
        learn(block, use, rank_of(use, given));
    else if (block && !use->is_variable)
        learn_element(block, use, base);
    else if (!block && e->region == REGION_STACK && !use->indexes_pointer)
        learn(local_at(names, base, type_size(&copy.type), e->region_thread),
              use, rank_of(use, given));
}

// --- one look at each access -------------------------------------------------

struct seen {
    uintptr_t pc;
    unsigned count;
    bool given;
    struct use use[USES_MAX];
};

enum { SEEN = 512 };

static struct seen *uses_at(struct names *names, struct seen **cache,
                            uintptr_t pc)
{
    struct seen **slot = &cache[pc * UINT64_C(0x9E3779B97F4A7C15) >> 55];

    if (*slot && (*slot)->pc == pc)
        return *slot;
    if (!*slot)
        *slot = calloc(1, sizeof **slot);
    if (!*slot)
        return NULL;
    (*slot)->pc = pc;
    (*slot)->given = names_place(names, pc).given;
    (*slot)->count = names_uses(names, pc, (*slot)->use);
    return *slot;
}

// U2
static bool is_ambiguous(struct names *names, const struct event *e,
                         const struct seen *seen, const struct use *use)
{
    const struct heap_block *b = names_block(names, e->address);
    struct object *block = b ? &names->block[b - names->trace->block] : NULL;
    uintptr_t base;

    for (unsigned u = 0; u < seen->count; u++) {
        const struct use *other = &seen->use[u];
        if (!other->text || !use->text || !strcmp(other->text, use->text) ||
            (block && other->is_variable))
            continue;
        if (base_of(other, e, block, &base) &&
            (!block || base == block->address))
            return true;
    }
    return false;
}

static void try_all(struct names *names, const struct event *e,
                    const struct seen *seen)
{
    for (unsigned u = 0; u < seen->count; u++) {
        struct use use = seen->use[u];
        if (is_ambiguous(names, e, seen, &use)) {
            if (use.is_variable || e->region == REGION_STACK)
                continue;
            use.text = NULL;
        }
        try_use(names, e, &use, seen->given);
    }
}

void names_find_uses(struct names *names)
{
    struct seen **cache = calloc(SEEN, sizeof *cache);

    for (uint32_t i = 0; cache && i < names->trace->event_count; i++) {
        const struct event *e = &names->trace->event[i];
        if (!is_access(e) ||
            (e->region != REGION_STACK && e->region != REGION_HEAP))
            continue;
        const struct seen *seen = uses_at(names, cache, e->pc);
        if (seen)
            try_all(names, e, seen);
    }
    for (unsigned i = 0; cache && i < SEEN; i++)
        free(cache[i]);
    free(cache);
}
