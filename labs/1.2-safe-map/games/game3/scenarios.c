// A device has the value 10. One thread sets it to 20; another changes it into
// a 30, if it is still a 10. If that succeeds, it came first, and the 20 is
// what is left in the end.
#include "../calls.h"

static bool swapped;

static void store_or_swap(void *unused, unsigned id)
{
    (void)unused;
    if (id == 0)
        do_store(20);
    else
        swapped = do_cas(30);
}

SCENARIO(game3)
{
    begin();
    do_store(OLD);
    run_threads(2, store_or_swap, NULL);
    uint64_t left = do_load();
    PROMISE_THAT(!swapped || left == 20,
                 "cas(1, 10, 30) saw the 10, so it came before store(1, 20); "
                 "yet %llu is left, and the 20 is lost",
                 (unsigned long long)left);
    safe_map_destroy(&map);
}
