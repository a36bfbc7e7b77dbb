// Two threads register the same device. One of them comes first, and only that
// one may be told STORED.
#include "../calls.h"

static enum load_or_store told[2];

static void register_device(void *unused, unsigned id)
{
    (void)unused;
    told[id] = do_load_or_store(20 + id);
}

SCENARIO(game2)
{
    begin();
    run_threads(2, register_device, NULL);
    PROMISE_THAT(told[0] != STORED || told[1] != STORED,
                 "both threads were told STORED for one key");
    safe_map_destroy(&map);
}
