// crash.c - lab 1.1: programs that misuse a map, and what each one costs.
//
// Make every promise of crash.h true. `make check LAB=1.1` tells how far you
// are, and `make hint LAB=1.1` helps.
#include "crash.h"

#include "gate.h"
#include "hmap.h"

#include <pthread.h>

void stress(struct hmap *map, uint64_t writes)
{
    // TODO(1.1): one thread writes here. How do two come to be in the map at
    // the same time, with nothing between them?
    for (uint64_t key = 0; key < writes; key++)
        hmap_put(map, &key, &key);
}

void write_beside_write(void)
{
    // TODO(1.1): where can a thread stop that is in the middle of a write?
}

void read_beside_write(void)
{
    // TODO(1.1): at which moment does a reader look at the map's flag?
}

void iterate_beside_write(void)
{
    // TODO(1.1): which call of an iteration looks at the flag?
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    // TODO(1.1): this stores every update where it belongs, and so loses none.
    // What changes if the slots are taken before the map grows?
    hmap_put(map, &fresh, &value);
    for (size_t i = 0; i < count; i++) {
        slots[i] = hmap_assign(map, &keys[i]);
        *slots[i] = value;
    }
    return 0;
}
