// trace_fold.c - a loop that does the same again and again is told once.
#include "trace_steps.h"

#include <string.h>

enum { PERIOD_MAX = 8, TIMES_MIN = 3 };

static bool same(const struct step *a, const struct step *b)
{
    return a->thread == b->thread && !a->marked && !b->marked &&
           a->place.line == b->place.line && a->depth == b->depth &&
           !strcmp(a->kind, b->kind) && !strcmp(a->text, b->text);
}

// Whether b continues what a began. A round may begin after another switch than
// the first one did; what was forced is never folded.
static bool continues(const struct step *a, const struct step *b, bool first)
{
    return same(a, b) && b->switched != SWITCH_FORCED &&
           (first || a->switched == b->switched);
}

// How often the `period` steps from i on stand there, one after the other.
static unsigned times(const struct steps *steps, unsigned i, unsigned period)
{
    unsigned end = i + period;

    while (end < steps->count &&
           continues(&steps->step[end - period], &steps->step[end],
                     end == i + period))
        end++;
    return (end - i) / period;
}

// Keep the first round, replace the others by one step.
static void fold(struct steps *steps, struct names *names, unsigned i,
                 unsigned period, unsigned count)
{
    unsigned first = i + period, gone = period * (count - 1);
    struct step *s = &steps->step[first];

    s->kind = "fold";
    s->folded = gone;
    s->text = period == 1
                  ? names_keep(names, "… the same %u times more", count - 1)
                  : names_keep(names, "… these %u steps %u times more", period,
                               count - 1);
    s->name = s->before = s->after = NULL;
    s->place = (struct place){0};
    s->source = "";
    memmove(s + 1, s + gone, (steps->count - first - gone) * sizeof *s);
    steps->count -= gone - 1;
}

void steps_fold_repeats(struct steps *steps, struct names *names)
{
    for (unsigned i = 0; i < steps->count; i++)
        for (unsigned period = 1; period <= PERIOD_MAX; period++) {
            unsigned count = times(steps, i, period);
            if (count < TIMES_MIN)
                continue;
            fold(steps, names, i, period, count);
            i += period;
            break;
        }
}
