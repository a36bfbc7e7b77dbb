// switches.c - see switches.h.
#include "switches.h"

#include "fail.h"

struct switch_list switches_taken;

void switches_note(const struct choice *choice, unsigned index)
{
    if (!index)
        return;
    if (switches_taken.count == SWITCHES_MAX)
        fail_limit("one schedule needs more than %d switches", SWITCHES_MAX);
    switches_taken.at[switches_taken.count++] = (struct forced_switch){
        .thread = choice->task->id,
        .pick = choice->option[index].pick,
        .is_value = choice->is_value,
        .plain = choice->plain,
        .count =
            choice->plain ? choice->task->accesses : choice->task->operations,
    };
}
