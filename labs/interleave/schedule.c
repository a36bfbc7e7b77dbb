// schedule.c - see schedule.h.
#include "schedule.h"

#include "cache.h"
#include "carrier.h"
#include "context.h"
#include "heap.h"
#include "log.h"
#include "program.h"
#include "race.h"
#include "restore.h"
#include "shared.h"
#include "signals.h"
#include "switches.h"
#include "sync.h"
#include "thread.h"

void (*schedule_body)(void);
uint64_t schedule_seed;

void schedule_start(void)
{
    context_learn();
    restore_remember();
    carriers_start();
    heap_start();
    race_start();
    signals_start();
}

enum run_status schedule_run(void)
{
    restore_all();
    scheduler_reset();
    heap_reset();
    sync_reset();
    race_reset();
    key_reset();
    program_reset();
    log_reset();
    switches_taken.count = 0;
    *shared->result = '\0';
    shared->schedules++;
    return scheduler_run(thread_spawn(NULL, (void *)(uintptr_t)schedule_body));
}

enum run_status schedule_run_logged(void)
{
    enum run_status status;

    log_on = true;
    status = schedule_run();
    log_on = false;
    return status;
}

size_t schedule_memory(void)
{
    return sync_memory() + heap_memory() + cache_memory() + shared->depot_used +
           sizeof scheduler_task;
}
