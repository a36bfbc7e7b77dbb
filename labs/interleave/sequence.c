// sequence.c - see sequence.h.
//
//   Q1  object->sequence has at most one entry a thread: what the heads of that
//       thread tell, together. object->clock is the join of all.
#include "sequence.h"

#include "fail.h"
#include "scheduler.h"

enum { SEQUENCES_MAX = 2 * OBJECTS_MAX };

struct sequence {
    unsigned thread;
    struct sequence *next;
    struct clock told;
};

static struct sequence pool[SEQUENCES_MAX];
static unsigned taken;
static struct sequence *spare;

void sequence_reset(void)
{
    taken = 0;
    spare = NULL;
}

static struct sequence *new_sequence(unsigned thread)
{
    struct sequence *s = spare;

    if (s)
        spare = s->next;
    else if (taken < SEQUENCES_MAX)
        s = &pool[taken++];
    else
        fail_limit("one schedule has more than %d release sequences",
                   SEQUENCES_MAX);
    s->thread = thread;
    clock_clear(&s->told);
    return s;
}

static void end_those_of_others(struct sync_object *o, unsigned thread)
{
    for (struct sequence **at = &o->sequence; *at;) {
        struct sequence *s = *at;
        if (s->thread == thread) {
            at = &s->next;
            continue;
        }
        *at = s->next;
        s->next = spare;
        spare = s;
    }
}

static struct sequence *own(struct sync_object *o, unsigned thread)
{
    struct sequence *s = o->sequence;

    while (s && s->thread != thread)
        s = s->next;
    if (s)
        return s;
    s = new_sequence(thread);
    s->next = o->sequence;
    o->sequence = s;
    return s;
}

void sequence_change(struct sync_object *o, const struct clock *told)
{
    unsigned self = scheduler_current->id;

    if (!told->at[self])
        return;  // relaxed, and no fence before: it tells nothing
    clock_join(&own(o, self)->told, told);
    clock_join(&o->clock, told);
}

void sequence_store(struct sync_object *o, const struct clock *told)
{
    end_those_of_others(o, scheduler_current->id);
    clock_clear(&o->clock);
    if (o->sequence)
        clock_copy(&o->clock, &o->sequence->told);
    sequence_change(o, told);
}
