// steer.c - see steer.h.
#include "steer.h"

#include "log.h"
#include "race.h"
#include "schedule.h"
#include "shared.h"

#include <string.h>

static const struct steer_plan *plan;
static struct moment *moment;
static uint32_t followed;

// --- who is asked ------------------------------------------------------------

static bool find(const struct choice *choice, unsigned thread, unsigned *index)
{
    for (unsigned i = 0; i < choice->count; i++) {
        if (choice->option[i].pick == thread) {
            *index = i;
            return true;
        }
    }
    return false;
}

static unsigned threads_in(const struct choice *choice)
{
    unsigned threads = 0;

    for (unsigned i = 0; i < choice->count; i++)
        threads += choice->option[i].pick < PICK_TIMEOUT;
    return threads;
}

// It ends, or has started and not come to what it does first.
static bool is_nothing_yet(const struct task *task)
{
    return task->operation.kind == EVENT_THREAD_END ||
           (task->operation.kind == EVENT_CALL && task->operations == 1);
}

// Returns: whether nobody is asked; *index is then taken.
static bool is_settled(const struct choice *choice, unsigned *index)
{
    const struct task *self = choice->task;

    *index = 0;
    if (choice->is_value || threads_in(choice) < 2)
        return true;
    if (find(choice, 0, index))
        return true;
    return self->state == TASK_LIVE && is_nothing_yet(self) &&
           find(choice, self->id, index);
}

// --- the moment --------------------------------------------------------------

static void note_thread(const struct choice *choice, unsigned id)
{
    const struct task *task = &scheduler_task[id];
    struct standing *s = &shared->standing[id];
    unsigned index;

    s->ended = task->state == TASK_ENDED;
    s->started = task->operations > 0;
    s->can_run = find(choice, id, &index);
    s->costs = s->can_run && choice->option[index].cost;
    if (!s->ended)
        log_pending(task, &s->next);
}

// What shows the object is instrumented code: no task may seem to run it.
static void note_object(void)
{
    struct task *self = scheduler_current;

    if (!plan->show)
        return;
    scheduler_current = NULL;
    plan->show(moment->shown, sizeof moment->shown);
    scheduler_current = self;
}

static void note_moment(const struct choice *choice)
{
    log_finish(&scheduler_task[choice->task->id]);
    moment->reached = true;
    moment->events = shared->event_count;
    moment->forced = scheduler_counts.forced;
    moment->count = clock_width;
    moment->thread = shared->standing;
    for (unsigned i = 0; i < clock_width; i++)
        note_thread(choice, i);
    note_object();
}

static unsigned choose(const struct choice *choice)
{
    unsigned index;
    bool asked = !is_settled(choice, &index) && !moment->reached;

    if (asked && followed < plan->picks &&
        find(choice, plan->pick[followed], &index))
        followed++;
    else if (asked)
        note_moment(choice);
    switches_note(choice, index);
    return index;
}

enum run_status steer(const struct steer_plan *asked, struct moment *result)
{
    plan = asked;
    moment = result;
    followed = 0;
    memset(moment, 0, sizeof *moment);
    race_policy = plan->races;
    scheduler_rules = (struct scheduler_rules){
        .strategy = choose,
        .points = POINTS_NONE,
        .steps = plan->steps,
    };
    return schedule_run_logged();
}
