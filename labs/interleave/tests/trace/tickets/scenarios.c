// Three customers take a ticket each.
#include "tickets.h"

#include "history.h"
#include "scenario.h"
#include "thread.h"

#include <stdio.h>

static void start(uint64_t state[MODEL_STATE], uint64_t key)
{
    (void)key;
    state[0] = 0;
}

static bool step(uint64_t state[MODEL_STATE], const struct call *call)
{
    return state[0]++ == call->result[0];
}

static void print(const struct call *call, char *text, unsigned room)
{
    int used = snprintf(text, room, "take_ticket()");

    if (call->ended)
        snprintf(text + used, room - (unsigned)used, " = %d",
                 (int)call->result[0]);
}

static const struct model counter = {
    .name = "counter", .start = start, .step = step, .print = print};

static void customer(void *unused, unsigned id)
{
    (void)unused;
    (void)id;
    struct call *call = call_begin("take_ticket", 1, (uint64_t)0);
    call_end(call, take_ticket(), 0);
}

SCENARIO(tickets)
{
    history_model(&counter);
    run_threads(3, customer, NULL);
    HISTORY(&counter);
}
