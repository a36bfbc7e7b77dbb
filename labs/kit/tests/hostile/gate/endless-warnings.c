// refused: compiling it
//
// Half a million warnings.
#include "crash.h"

#define W(x)                                                                   \
    {                                                                          \
        int x;                                                                 \
    }
#define A W(a) W(b) W(c) W(d) W(e) W(f) W(g) W(h) W(i) W(j)
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
#define E D D D D D D D D D D
#define F E E E E E

static void deed(void)
{
    F
}

void stress(struct hmap *map, uint64_t writes)
{
    (void)map, (void)writes;
    deed();
}

void write_beside_write(void)
{
    deed();
}

void read_beside_write(void)
{
    deed();
}

void iterate_beside_write(void)
{
    deed();
}

size_t lose_updates(struct hmap *map, const uint64_t keys[], size_t count,
                    uint64_t fresh, uint64_t value, uint64_t *slots[])
{
    (void)map, (void)keys, (void)count, (void)fresh, (void)value, (void)slots;
    deed();
    return 0;
}
