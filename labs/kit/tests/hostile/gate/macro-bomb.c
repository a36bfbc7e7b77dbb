// refused: preprocessing it
//
// Eight lines that grow to gigabytes.
#include "crash.h"

#define A x x x x x x x x x x x x x x x x
#define B A A A A A A A A A A A A A A A A
#define C B B B B B B B B B B B B B B B B
#define D C C C C C C C C C C C C C C C C
#define E D D D D D D D D D D D D D D D D
#define F E E E E E E E E E E E E E E E E
#define G F F F F F F F F F F F F F F F F

int y = G;

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
}

void write_beside_write(void)
{
}

void read_beside_write(void)
{
}

void iterate_beside_write(void)
{
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    return 0;
}
