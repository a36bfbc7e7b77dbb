// stores.c - see stores.h.
//
//   T1  history->stored[0 .. count) are the last stores, the oldest first.
//   T2  What the newest one tells is object->clock, for atomics of another size
//       add to that; it is noted when the store is read.
#include "stores.h"

#include "scheduler.h"

enum { KEPT = 4 };

struct stored {
    wide value;
    struct clock tells;
};

struct history {
    unsigned count, chosen;
    struct stored stored[KEPT];
};

static struct history pool[OBJECTS_MAX];
static unsigned taken;

void stores_reset(void)
{
    taken = 0;
}

static struct history *history_of(struct sync_object *o)
{
    if (!o->history) {
        o->history = &pool[taken++];  // as many as there are objects
        o->history->count = 0;
    }
    return o->history;
}

void stores_add(struct sync_object *o, wide value)
{
    struct history *h = history_of(o);

    if (h->count == KEPT) {
        for (unsigned i = 1; i < KEPT; i++) {
            h->stored[i - 1].value = h->stored[i].value;
            clock_copy(&h->stored[i - 1].tells, &h->stored[i].tells);
        }
        h->count--;
    }
    h->stored[h->count].value = value;
    clock_clear(&h->stored[h->count].tells);
    h->count++;
}

void stores_choose(struct sync_object *o, wide in_memory)
{
    struct history *h = history_of(o);

    if (!h->count || h->stored[h->count - 1].value != in_memory)
        stores_add(o, in_memory);
    h->chosen = h->count - 1;
    clock_copy(&h->stored[h->chosen].tells, &o->clock);
}

wide stores_value(const struct sync_object *o)
{
    return o->history->stored[o->history->chosen].value;
}

const struct clock *stores_tell(const struct sync_object *o)
{
    return &o->history->stored[o->history->chosen].tells;
}
