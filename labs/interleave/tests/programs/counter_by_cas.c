// expect: clean
#include "run.h"

static atomic_int counter;

THREAD(adds)
{
    int seen = atomic_load(&counter);
    while (!atomic_compare_exchange_weak(&counter, &seen, seen + 1)) {
#ifdef IGNORES_FAILURE
        break;
#endif
    }
    END;
}

void scenario(void)
{
    run(adds, adds, adds);
    assert(atomic_load(&counter) == 3);
}
