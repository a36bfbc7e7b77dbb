// oracle_ops - a list of operations, and what our map says after each of them:
//
//     p KEY LENGTH B      or      d KEY LENGTH B
//
// oracle.go does the same with Go's map and compares. B is compared, too: it
// tells at which operation a map grew.
#include "../hmap_internal.h"

#include <inttypes.h>
#include <stdio.h>

static void report(char operation, uint64_t key, const struct hmap *map)
{
    printf("%c %" PRIu64 " %zu %u\n", operation, key, hmap_len(map),
           (unsigned)map->B);
}

int main(void)
{
    struct hmap *map = hmap_new(&hmap_type_64, 1);
    uint64_t random = 1;

    for (int step = 0; step < 60000; step++) {
        uint64_t key = next_random(&random) % 20000;
        if (random >> 62) {  // three times in four
            if (hmap_put_fast64(map, key, key) == HMAP_NO_MEMORY)
                return 1;
            report('p', key, map);
        } else {
            hmap_delete_fast64(map, key);
            report('d', key, map);
        }
    }
    hmap_free(map);
    return 0;
}
