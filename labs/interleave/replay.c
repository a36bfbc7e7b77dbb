// replay.c - see replay.h.
#include "replay.h"

#include "race.h"
#include "schedule.h"

#include <stdio.h>
#include <string.h>

static const struct switch_list *list;
static bool used[SWITCHES_MAX];
static struct replay_result *told;

static bool is_at(const struct forced_switch *s, const struct task *task,
                  bool plain)
{
    return s->thread == task->id && s->plain == plain &&
           s->count == (plain ? task->accesses : task->operations);
}

bool replay_stops_at(const struct task *task)
{
    for (unsigned i = 0; i < list->count; i++)
        if (!used[i] && is_at(&list->at[i], task, true))
            return true;
    return false;
}

static void pick_in_words(const struct forced_switch *s, char *text,
                          size_t size)
{
    if (s->is_value)
        snprintf(text, size, "wake waiter %u", s->pick);
    else if (s->pick >= PICK_SPURIOUS)
        snprintf(text, size, "wake T%u for no reason", s->pick - PICK_SPURIOUS);
    else if (s->pick >= PICK_TIMEOUT)
        snprintf(text, size, "end the wait of T%u by time",
                 s->pick - PICK_TIMEOUT);
    else
        snprintf(text, size, "go on in T%u", s->pick);
}

static void note_misfit(const struct forced_switch *s, const char *why)
{
    char pick[64];

    if (*told->misfit)
        return;
    pick_in_words(s, pick, sizeof pick);
    snprintf(told->misfit, sizeof told->misfit, "at %s %u of T%u, %s: %s",
             s->plain ? "access" : "operation", s->count, s->thread, pick, why);
}

static bool option_of(const struct choice *choice, uint16_t pick,
                      unsigned *index)
{
    for (unsigned i = 0; i < choice->count; i++) {
        if (choice->option[i].pick == pick) {
            *index = i;
            return true;
        }
    }
    return false;
}

static unsigned choose(const struct choice *choice)
{
    unsigned index = 0;

    for (unsigned i = 0; i < list->count; i++) {
        const struct forced_switch *s = &list->at[i];
        if (used[i] || s->is_value != choice->is_value ||
            !is_at(s, choice->task, choice->plain))
            continue;
        used[i] = true;
        if (option_of(choice, s->pick, &index))
            told->fitted++;
        else
            note_misfit(s, "that cannot run there");
        break;
    }
    switches_note(choice, index);
    return index;
}

// A token that has such wake-ups may have them.
static unsigned spurious_in(const struct replay_plan *plan)
{
    unsigned count = 0;

    for (unsigned i = 0; i < plan->switches->count; i++)
        count += plan->switches->at[i].pick >= PICK_SPURIOUS;
    return count > plan->spurious ? count : plan->spurious;
}

enum run_status replay(const struct replay_plan *plan,
                       struct replay_result *result)
{
    enum run_status status;

    memset(result, 0, sizeof *result);
    memset(used, 0, sizeof used);
    list = plan->switches;
    told = result;
    race_policy = plan->races;
    scheduler_rules = (struct scheduler_rules){
        .strategy = choose,
        .points = POINTS_COUNTED,
        .steps = plan->steps,
        .spurious = spurious_in(plan),
    };
    status = plan->logged ? schedule_run_logged() : schedule_run();
    for (unsigned i = 0; i < list->count; i++)
        if (!used[i])
            note_misfit(&list->at[i], "it does not get that far any more");
    return status;
}
