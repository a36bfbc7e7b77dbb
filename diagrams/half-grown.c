// Shows: a map of thirty entries caught halfway through growing. The first old
// buckets are grey and marked as moved; their keys stand in the new buckets.
// The mark nevacuate points at the next old bucket that still holds keys.
#include "hmap.h"
#include "hmap_dot.h"

int main(void)
{
    struct hmap *map = hmap_new(&hmap_type_64, 1);
    for (uint64_t key = 1; key <= 27; key++)
        hmap_put_fast64(map, key, key * key);
    hmap_dot(map, stdout);
    hmap_free(map);
    return 0;
}
