// refused: calls hmap_tripwire(), which a lab's code may not need
//
// Takes the map's guard away.
#include "crash.h"

#include "hmap.h"

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    hmap_tripwire(false);
}

void write_beside_write(void)
{
    hmap_tripwire(false);
}

void read_beside_write(void)
{
    hmap_tripwire(false);
}

void iterate_beside_write(void)
{
    hmap_tripwire(false);
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    hmap_tripwire(false);
    return 0;
}
