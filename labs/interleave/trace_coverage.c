// trace_coverage.c - what was searched, and what could not be judged.
#include "trace_sentence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *preemptions(const struct teller *t, unsigned bound)
{
    if (bound == 0)
        return "without a preemption";
    return names_keep(t->names, "with at most %u preemption%s", bound,
                      bound == 1 ? "" : "s");
}

static const char *skipped(const struct teller *t)
{
    const struct coverage *c = &t->x->coverage;

    if (c->reduction == REDUCTION_NONE)
        return ", none skipped";
    return names_keep(t->names, ", %s equivalent one%s skipped",
                      tell_number(t, c->skipped), c->skipped == 1 ? "" : "s");
}

static const char *every(const struct teller *t)
{
    const struct coverage *c = &t->x->coverage;
    const char *which = c->unbounded ? "with any number of preemptions"
                                     : preemptions(t, c->bound);

    return names_keep(t->names, "every schedule %s: %s run%s", which,
                      tell_number(t, c->schedules), skipped(t));
}

static const char *why_not_every(const struct teller *t)
{
    const struct coverage *c = &t->x->coverage;

    if (!c->complete && c->bound_done < 0)
        return ": the budget ended before every schedule without a preemption "
               "had run";
    if (!c->complete)
        return names_keep(t->names, ": the budget ended; complete only %s",
                          preemptions(t, (unsigned)c->bound_done));
    if (c->has_spin_loop)
        return ": its loops wait for other threads, so not every schedule is "
               "run";
    return "";
}

static const char *some(const struct teller *t)
{
    const struct coverage *c = &t->x->coverage;

    return names_keep(t->names, "no failure found in %s schedule%s %s%s",
                      tell_number(t, c->schedules),
                      c->schedules == 1 ? "" : "s", preemptions(t, c->bound),
                      why_not_every(t));
}

static const char *remarks(const struct teller *t)
{
    const struct coverage *c = &t->x->coverage;
    const char *races = c->races_recorded
                            ? names_keep(t->names, "; data races in %s of them",
                                         tell_number(t, c->races_recorded))
                            : "";

    return names_keep(
        t->names, "%s%s%s",
        c->plain_points ? "; switches at plain accesses too" : "", races,
        c->inline_assembly ? "; inline assembly was not seen" : "");
}

static const char *how_found(const struct teller *t)
{
    const struct exploration *x = t->x;
    const char *small = x->minimised_by
                            ? names_keep(t->names, ", made small by %s more",
                                         tell_number(t, x->minimised_by))
                            : "";

    return names_keep(t->names,
                      "found in schedule %s%s; replayed %s time%s "
                      "with the same steps",
                      tell_number(t, x->found_after), small,
                      tell_number(t, x->confirmed),
                      x->confirmed == 1 ? "" : "s");
}

static const char *counted(const struct teller *t)
{
    return names_keep(t->names,
                      "every schedule, switches at plain accesses "
                      "too: %s run, %" PRIu32 " different outcome%s",
                      tell_number(t, t->x->counted_total), t->x->counted_count,
                      t->x->counted_count == 1 ? "" : "s");
}

const char *tell_coverage(const struct teller *t)
{
    const struct coverage *c = &t->x->coverage;
    const char *model = c->model ? c->model : "sequentially consistent";

    if (t->x->replay.asked)
        return names_keep(t->names, "%s; one schedule replayed", model);
    if (t->x->answer == ANSWER_FAILED)
        return names_keep(t->names, "%s; %s", model, how_found(t));
    if (t->x->counted_count)
        return names_keep(t->names, "%s; %s", model, counted(t));
    return names_keep(t->names, "%s; %s%s", model,
                      c->every ? every(t) : some(t), remarks(t));
}

// A reason may name an instruction by its address: its line says more, and is
// the same in every build.
static const char *with_places(const struct teller *t, const char *reason)
{
    const char *text = "", *at;

    while ((at = strstr(reason, "0x"))) {
        char *end;
        uintptr_t pc = (uintptr_t)strtoull(at, &end, 16);
        struct place place = names_place(t->names, pc);
        text = place.line
                   ? names_keep(t->names, "%s%.*s%s", text, (int)(at - reason),
                                reason, names_where(t->names, place))
                   : names_keep(t->names, "%s%.*sa place without a name", text,
                                (int)(at - reason), reason);
        reason = end > at ? end : at + 2;
    }
    return names_keep(t->names, "%s%s", text, reason);
}

const char *tell_reason(const struct teller *t)
{
    static const char *const why[] = {
        [UNJUDGED_NONE] = "no reason was given",
        [UNJUDGED_NONDETERMINISTIC] =
            "the program is not deterministic: two runs of one schedule parted",
        [UNJUDGED_NOT_CONFIRMED] =
            "the failure did not come again when its schedule was replayed",
        [UNJUDGED_UNSUPPORTED] =
            "the program uses a call that the explorer does not know",
        [UNJUDGED_LIMIT] = "a limit of the explorer was reached",
        [UNJUDGED_NO_CHOICE] =
            "there was nothing to choose: the threads never ran side by side",
        [UNJUDGED_TOKEN] = "the token does not fit",
        [UNJUDGED_INTERNAL] = "the explorer failed",
    };
    unsigned kind = (unsigned)t->x->unjudged;

    if (kind >= sizeof why / sizeof *why)
        kind = 0;
    const char *reason = names_clean(t->names, with_places(t, t->x->reason));
    if (kind == UNJUDGED_UNSUPPORTED && *reason)
        return names_keep(t->names, "could not judge: %s", reason);
    return names_keep(t->names, "could not judge: %s%s%s", why[kind],
                      *reason ? ": " : "", reason);
}
