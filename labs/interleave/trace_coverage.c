// trace_coverage.c - what was searched, and what could not be judged.
#include "trace_sentence.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *preemptions(const struct teller *t, unsigned bound)
{
    bool early = t->x->coverage.early_wakes;

    if (bound == 0)
        return early ? "without a preemption or timeout"
                     : "without a preemption";
    return names_keep(t->names, "with at most %u preemption%s%s", bound,
                      bound == 1 ? "" : "s",
                      early ? ", timeouts counted in" : "");
}

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

static const char *skipped(const struct teller *t, const struct stage *s)
{
    if (t->x->coverage.reduction == REDUCTION_NONE && !s->skipped)
        return ", none skipped";
    return names_keep(t->names, ", %s equivalent one%s skipped",
                      tell_number(t, s->skipped), plural(s->skipped));
}

// --- one stage ---------------------------------------------------------------

static const char *drawn(const struct teller *t, const struct stage *s,
                         const char *how)
{
    return names_keep(t->names, "drawn by %s from seed %" PRIu64, how, s->seed);
}

// Its schedules were those "..."
static const char *which(const struct teller *t, const struct stage *s)
{
    switch (s->strategy) {
    case STRATEGY_DELAYS:
        return names_keep(t->names, "with at most %u delay%s", s->bound,
                          plural(s->bound));
    case STRATEGY_DPOR:
        return "of different classes";
    case STRATEGY_PCT:
        return drawn(t, s, "PCT");
    case STRATEGY_POS:
        return drawn(t, s, "POS");
    case STRATEGY_WALK:
        return drawn(t, s, "dice");
    default:
        return preemptions(t, s->bound);
    }
}

// The stage that did what the coverage says of the bound asked for.
static const struct stage *bounded_stage(const struct teller *t)
{
    const struct coverage *c = &t->x->coverage;

    for (uint32_t i = c->stages; i-- > 0;)
        if (c->stage[i].finished && c->stage[i].strategy == STRATEGY_BOUNDED)
            return &c->stage[i];
    return &c->stage[0];
}

// What was run besides, ", then 2 000 drawn by POS from seed 1".
static const char *others(const struct teller *t, const struct stage *told)
{
    const struct coverage *c = &t->x->coverage;
    const char *text = "", *before = "; then ";

    for (uint32_t i = 0; i < c->stages; i++) {
        const struct stage *s = &c->stage[i];
        if (s == told || !s->schedules)
            continue;
        text = names_keep(t->names, "%s%s%s %s", text, before,
                          tell_number(t, s->schedules), which(t, s));
        before = ", ";
    }
    return text;
}

// --- all stages --------------------------------------------------------------

static const char *every(const struct teller *t)
{
    const struct coverage *c = &t->x->coverage;
    const struct stage *s = bounded_stage(t);
    const char *those = c->unbounded ? "with any number of preemptions"
                                     : preemptions(t, s->bound);

    return names_keep(t->names, "every schedule %s: %s run%s", those,
                      tell_number(t, s->schedules), skipped(t, s));
}

// Schedules that differ only in the order of steps which have nothing to do
// with each other are equivalent; one of each was run.
static const char *every_class(const struct teller *t)
{
    const struct coverage *c = &t->x->coverage;
    const char *also =
        c->every ? names_keep(t->names, "; also %s", every(t)) : "";

    return names_keep(t->names, "every inequivalent interleaving: %s%s",
                      tell_number(t, c->classes), also);
}

#define LOOPS_WAIT                                                             \
    ": its loops wait for other threads, so not every schedule is run"

static const char *why_not_every(const struct teller *t)
{
    const struct coverage *c = &t->x->coverage;

    if (c->stage[0].strategy == STRATEGY_DPOR)
        return c->has_spin_loop ? LOOPS_WAIT : ": the budget ended";
    if (c->stage[0].strategy != STRATEGY_BOUNDED)
        return "";
    if (!c->complete && c->bound_done < 0)
        return ": the budget ended before every schedule without a preemption "
               "had run";
    if (!c->complete)
        return names_keep(t->names, ": the budget ended; complete only %s",
                          preemptions(t, (unsigned)c->bound_done));
    if (c->has_spin_loop)
        return LOOPS_WAIT;
    return "";
}

static const char *some(const struct teller *t)
{
    const struct stage *s = &t->x->coverage.stage[0];

    return names_keep(t->names, "no failure found in %s schedule%s %s%s%s",
                      tell_number(t, s->schedules), plural(s->schedules),
                      which(t, s), why_not_every(t), others(t, s));
}

static const char *what_was_run(const struct teller *t)
{
    const struct coverage *c = &t->x->coverage;

    if (c->inequivalent)
        return every_class(t);
    if (!c->every)
        return some(t);
    return names_keep(t->names, "%s%s", every(t), others(t, bounded_stage(t)));
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
    return names_keep(t->names, "%s; %s%s", model, what_was_run(t), remarks(t));
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
        [UNJUDGED_NONDETERMINISTIC] = "the program is not deterministic",
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
