// trace_report.c - see trace_report.h: opens what a report needs and puts its
// parts in order.
#include "trace_report.h"

#include "trace_sentence.h"
#include "trace_text.h"

#include <inttypes.h>
#include <string.h>

static void copy(char *text, size_t size, const char *from)
{
    if (size)
        snprintf(text, size, "%s", from);
}

static bool has_trace(const struct exploration *x)
{
    return x->trace.event_count > 0;
}

// --- sentences ---------------------------------------------------------------

static const char *sentence(const struct teller *t)
{
    if (t->x->answer == ANSWER_UNJUDGED)
        return tell_reason(t);
    if (t->x->failure)
        return tell_failure(t, t->x->failure);
    return tell_coverage(t);
}

typedef const char *tell_function(const struct teller *t);

static void report_by(char *text, size_t size, const struct exploration *x,
                      tell_function *tell)
{
    struct teller t = {names_open(&x->trace), x};

    copy(text, size, tell(&t));
    names_close(t.names);
}

void report_sentence(char *text, size_t size, const struct exploration *x)
{
    report_by(text, size, x, sentence);
}

void report_coverage(char *text, size_t size, const struct exploration *x)
{
    report_by(text, size, x, tell_coverage);
}

void report_reason(char *text, size_t size, const struct exploration *x)
{
    report_by(text, size, x, tell_reason);
}

// Of two accesses the one under no lock is the likelier mistake.
static const struct access *race_suspect(const struct failure *f)
{
    if (f->kind != FAILURE_RACE)
        return NULL;
    bool first_holds = f->first.locks && f->first.locks->count;
    bool second_holds = f->second.locks && f->second.locks->count;
    return second_holds && !first_holds ? &f->first : &f->second;
}

// Whoever waits for a lock that its owner will never give back is not to
// blame: the place where it was taken for good is.
static const struct waiter *kept_lock(const struct teller *t,
                                      const struct failure *f)
{
    for (uint32_t i = 0; f->kind == FAILURE_DEADLOCK && i < f->waiter_count;
         i++) {
        const struct waiter *w = &f->waiter[i];
        if (w->owner_pc && w->sync.kind != SYNC_THREAD &&
            (w->owner == w->thread || (w->owner < t->x->trace.thread_count &&
                                       t->x->trace.thread[w->owner].ended)))
            return w;
    }
    return NULL;
}

static const char *where(const struct teller *t)
{
    const struct failure *f = t->x->failure;

    if (!f)
        return "";
    const struct access *a = race_suspect(f);
    const struct waiter *owner = kept_lock(t, f);
    const struct call_stack *stack = a       ? a->stack
                                     : owner ? owner->owner_stack
                                             : tell_stack(t, f);
    uintptr_t pc = a ? a->pc : owner ? owner->owner_pc : f->pc;
    struct place place =
        owner ? tell_wait_in_same_call(t, owner) : tell_taker(t, f);

    if (!place.line)
        place = names_public(t->names, stack, pc);
    // Past the end of what was too small, or where the judge noticed it.
    const char *stale = f->kind == FAILURE_HEAP_OVERFLOW || place.given
                            ? tell_stale_where(t)
                            : "";
    if (*stale || place.given)
        return stale;
    return place.line ? names_where(t->names, place) : "";
}

void report_where(char *text, size_t size, const struct exploration *x)
{
    report_by(text, size, x, where);
}

void report_race(char *text, size_t size, const struct exploration *x,
                 uint32_t i)
{
    struct teller t = {names_open(&x->trace), x};

    copy(text, size, i < x->race_count ? tell_failure(&t, &x->race[i]) : "");
    names_close(t.names);
}

void report_sources(const char *folder)
{
    names_sources_in(folder);
}

// --- the report of a person --------------------------------------------------

static void print_title(FILE *out, const struct exploration *x, bool colour)
{
    bool failed = x->failure && x->answer != ANSWER_UNJUDGED;
    const char *name = x->answer == ANSWER_UNJUDGED ? "NOT JUDGED"
                       : failed                     ? "FAILED"
                                                    : "CLEAN";

    fprintf(out, "%s%s%s", colour ? (failed ? "\033[1;31m" : "\033[1m") : "",
            name, colour ? "\033[0m" : "");
    if (failed)
        fprintf(out, ": %s", failure_kind_name(x->failure->kind));
    fputs("\n\n", out);
}

static void print_replay(FILE *out, const struct exploration *x)
{
    const struct replay *r = &x->replay;

    if (!r->asked)
        return;
    if (r->changed && !r->switches)
        fprintf(out, "your file changed; this token asks for no switch\n");
    else if (r->changed)
        fprintf(out,
                "your file changed; %" PRIu32 " of %" PRIu32
                " switches still fit\n",
                r->fitted, r->switches);
    if (r->misfit[0])
        fprintf(out, "the first that does not: %s\n", r->misfit);
}

// Last, where it is still on the screen after a long table.
static void print_cure(FILE *out, const struct exploration *x)
{
    const struct replay *r = &x->replay;

    if (!r->asked || x->answer == ANSWER_UNJUDGED)
        return;
    if (x->failure)
        fprintf(out, r->changed ? "In this order it still fails.\n"
                                : "In this order it fails.\n");
    else if (r->switches && !r->fitted)
        fprintf(out, "Nothing of that order fits any more, so this says "
                     "nothing: `make check` searches anew.\n");
    else if (r->fitted < r->switches)
        fprintf(out, "As far as that order still fits it passes now; others "
                     "may not.\n");
    else
        fprintf(out, "In this order it passes now; others may not.\n");
}

static void print_table(FILE *out, const struct teller *t, unsigned width,
                        bool colour)
{
    struct steps steps = steps_of(t->names, t->x);
    struct step_ends ends = tell_ends(t, t->x->failure);

    table_print(out, t->names, t->x, &steps, &ends, width, colour);
    steps_free(&steps);
}

static void print_interleaving(FILE *out, const struct teller *t,
                               unsigned width, bool colour)
{
    uint32_t forced = t->x->trace.forced_switches;

    if (!has_trace(t->x))
        return;
    if (t->x->trace.thread_count > 1)
        fprintf(out, "\nThe interleaving (%" PRIu32 " forced switch%s):\n\n",
                forced, forced == 1 ? "" : "es");
    else
        fprintf(out, "\nThe last steps of its only thread:\n\n");
    print_table(out, t, width, colour);
}

static void print_races(FILE *out, const struct teller *t, unsigned width)
{
    for (uint32_t i = 0; i < t->x->race_count; i++) {
        fprintf(out, i ? "\n" : "\nRaces on the way:\n");
        text_wrap(out, tell_failure(t, &t->x->race[i]), width, 0);
    }
}

static void print_counted(FILE *out, const struct teller *t)
{
    for (uint32_t i = 0; i < t->x->counted_count; i++)
        fprintf(out, "  %12s  %s\n", tell_number(t, t->x->counted[i].count),
                names_clean(t->names, t->x->counted[i].text));
}

static void print_end(FILE *out, const struct teller *t, unsigned width)
{
    const struct failure *f = t->x->failure;

    fputc('\n', out);
    if (f && f->kind == FAILURE_RACE && !f->consequence)
        text_wrap(out,
                  "No wrong result was found in this search; C gives a "
                  "program with a data race no meaning, so any may come.",
                  width, 0);
    if (t->x->answer != ANSWER_UNJUDGED && (f || t->x->counted_count))
        text_wrap(out, tell_coverage(t), width, 0);
    print_counted(out, t);
    if (t->x->token[0] && (f || !t->x->replay.asked))
        fprintf(out, "To see exactly this again: make replay TOKEN=%s\n",
                t->x->token);
    print_cure(out, t->x);
}

static unsigned width_of(unsigned width)
{
    return width < 60 ? 60 : width;
}

void report_beginning(FILE *out, const struct exploration *x, unsigned width,
                      bool colour)
{
    struct teller t = {names_open(&x->trace), x};

    print_title(out, x, colour);
    text_wrap(out, sentence(&t), width_of(width), 0);
    print_replay(out, x);
    names_close(t.names);
}

void report_end(FILE *out, const struct exploration *x, unsigned width)
{
    struct teller t = {names_open(&x->trace), x};

    print_races(out, &t, width_of(width));
    print_end(out, &t, width_of(width));
    names_close(t.names);
}

void report_text(FILE *out, const struct exploration *x, unsigned width,
                 bool colour)
{
    struct teller t = {names_open(&x->trace), x};

    report_beginning(out, x, width, colour);
    print_interleaving(out, &t, width_of(width), colour);
    report_end(out, x, width);
    names_close(t.names);
}

void report_table(FILE *out, const struct exploration *x, unsigned width,
                  bool colour)
{
    struct teller t = {names_open(&x->trace), x};

    if (has_trace(x))
        print_table(out, &t, width, colour);
    names_close(t.names);
}
