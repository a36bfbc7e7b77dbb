// expect: assertion failed
#include "run.h"

static atomic_uint version;
static atomic_int a, b;

THREAD(writes)
{
    atomic_fetch_add(&version, 1);
    atomic_store(&a, 1);
    atomic_store(&b, 1);
    atomic_fetch_add(&version, 1);
    END;
}

THREAD(reads)
{
    if (atomic_load(&version) % 2 == 0) {
        int x = atomic_load(&a), y = atomic_load(&b);
        assert(x == y);
    }
    END;
}

void scenario(void)
{
    run(writes, reads, NULL);
}
