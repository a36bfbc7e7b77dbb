// expect: clean
// A limit: only blocks of the heap have guards around them. This array has
// none, and what lies behind it is read.
#include "run.h"

static struct {
    int slot[4], behind;
} shared = {{1, 2, 3, 4}, 5};
static atomic_int used = 5, total;

THREAD(sums_up)
{
    int sum = 0, end = atomic_load(&used);
    for (int i = 0; i < end; i++)
        sum += shared.slot[i];
    atomic_fetch_add(&total, sum);
    END;
}

void scenario(void)
{
    run(sums_up, sums_up, NULL);
    assert(total % 2 == 0);
}
