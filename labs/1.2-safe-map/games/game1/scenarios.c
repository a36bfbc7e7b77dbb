// Three threads look after one device: one registers it with the value 10, one
// reads it, one changes a 10 into a 20. Whoever comes first, all three come to
// their end.
#include "../calls.h"

static void one_call_each(void *unused, unsigned id)
{
    (void)unused;
    if (id == 0)
        do_store(OLD);
    else if (id == 1)
        do_load();
    else
        do_cas(20);
}

SCENARIO(game1)
{
    begin();
    run_threads(3, one_call_each, NULL);
    uint64_t left = do_load();
    PROMISE_THAT(left == OLD || left == 20, "%llu is left in the map",
                 (unsigned long long)left);
    safe_map_destroy(&map);
}
