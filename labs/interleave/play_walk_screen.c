// play_walk_screen.c - see play_walk.h: a step of an interleaving on the
// screen, in plain lines as the game has them.
#include "play_screen.h"
#include "play_walk.h"

#include <string.h>

enum { INDENT = 4, INDENT_MAX = 8, UNDER = 6 };

// --- what has happened -------------------------------------------------------

static const struct trace *trace_of(const struct walk *w)
{
    return &w->t->x->trace;
}

// Events so far: all before the next step that is shown. A folded step may
// stand after events that are later than its own.
static uint32_t events_so_far(const struct walk *w)
{
    uint32_t count = 0;

    if (w->at + 1 >= w->steps.count)
        return trace_of(w)->event_count;
    for (unsigned i = 0; i <= w->at; i++)
        if (w->steps.step[i].event >= count)
            count = w->steps.step[i].event + 1;
    return w->steps.step[w->at + 1].event > count
               ? w->steps.step[w->at + 1].event
               : count;
}

static unsigned switches_so_far(const struct walk *w)
{
    unsigned count = 0;

    for (unsigned i = 0; i <= w->at && i < w->steps.count; i++)
        count += w->steps.step[i].switched == SWITCH_FORCED;
    return count;
}

// The thread's last event, NULL if it has done nothing yet.
static const struct event *last_event(const struct walk *w, uint16_t thread)
{
    for (uint32_t i = events_so_far(w); i-- > 0;) {
        const struct event *e = &trace_of(w)->event[i];
        if (e->thread == thread && e->kind != EVENT_FAILURE)
            return e;
    }
    return NULL;
}

static bool reads(const struct step *s)
{
    return !s->folded && (!strcmp(s->kind, "read") || !strcmp(s->kind, "load"));
}

static bool writes(const struct walk *w, const struct step *s)
{
    unsigned kind = trace_of(w)->event[s->event].kind;

    return !s->folded && kind >= EVENT_WRITE && kind <= EVENT_ATOMIC_CAS &&
           kind != EVENT_ATOMIC_LOAD;
}

// --- the parts of a screen ---------------------------------------------------

static void show_step(const struct walk *w)
{
    const struct step *s = &w->steps.step[w->at];
    unsigned depth = s->depth * 2u > INDENT_MAX ? INDENT_MAX : s->depth * 2u;

    if (s->switched == SWITCH_FORCED)
        printf("    -- forced switch: T%u could have gone on --\n",
               s[-1].thread);
    screen_line(w->t->names, INDENT,
                names_keep(w->t->names, "T%u%s %*s%s", s->thread,
                           s->marked ? "!" : ":", (int)depth, "", s->text),
                s->place);
    if (*s->source)
        printf("%*s%s\n", UNDER, "", s->source);
}

static void show_ends(const struct walk *w)
{
    for (unsigned i = 0; i < w->ends.count; i++)
        printf("%*sT%u! %s\n", INDENT, "", w->ends.end[i].thread,
               w->ends.end[i].text);
}

static void show_locks(const struct walk *w)
{
    const char *line = "";

    for (uint16_t t = 0; t < trace_of(w)->thread_count; t++) {
        const struct event *e = last_event(w, t);
        const struct lock_set *held = e ? e->locks : NULL;
        for (uint32_t i = 0; held && i < held->count; i++)
            line = names_keep(
                w->t->names, "%s%s%s held by T%u%s", line, *line ? ", " : "",
                step_sync_name(w->t->names, held->lock[i].lock, e->index), t,
                held->lock[i].shared ? " (for reading)" : "");
    }
    screen_list("locks", *line ? line : "none is held");
}

// The recorded call that the thread is in, or NULL.
static const char *call_of(const struct walk *w, uint16_t thread)
{
    const struct event *call = NULL;
    uint32_t count = events_so_far(w);

    for (uint32_t i = 0; i < count; i++) {
        const struct event *e = &trace_of(w)->event[i];
        if (e->thread == thread && e->kind == EVENT_CALL)
            call = e;
        else if (e->thread == thread && e->kind == EVENT_RETURN)
            call = NULL;
    }
    return call ? names_clean(w->t->names, call->text) : NULL;
}

// The last step of the thread so far that is one of a kind.
static void show_last(const struct walk *w, uint16_t thread, bool written)
{
    unsigned i = w->at < w->steps.count ? w->at + 1 : w->steps.count;

    while (i-- > 0) {
        const struct step *s = &w->steps.step[i];
        if (s->thread != thread || !(written ? writes(w, s) : reads(s)))
            continue;
        screen_line(w->t->names, UNDER, s->text, s->place);
        return;
    }
}

// A call stands where the student's function begins, all else where their code
// acts or calls; what runs a thread is of no interest.
static struct place place_of(const struct walk *w, const struct event *e)
{
    struct names *names = w->t->names;
    struct place place = {.given = true};

    if (e->kind == EVENT_ENTER)
        place = names_declaration(names, e->address);
    if (place.given || !place.line)
        place = names_student(names, e->stack, e->pc, NULL);
    return place.given ? (struct place){0} : place;
}

// "in load(1), waits for map.lock, held by T2"
static const char *doing(const struct walk *w, const struct event *e,
                         struct place place)
{
    const char *call = call_of(w, e->thread), *in = "";
    struct step s = {.text = ""};

    if (call)
        in = names_keep(w->t->names, "in %s", call);
    else if (place.function)
        in = names_keep(w->t->names, "in %s()", place.function);
    if (e->kind == EVENT_BLOCKED)
        step_describe(w->t->names, e, &s);
    if (!*in && !*s.text)
        return e->kind == EVENT_THREAD_START ? "has begun" : "runs";
    return names_keep(w->t->names, "%s%s%s", in, *in && *s.text ? ", " : "",
                      s.text);
}

static void show_thread(const struct walk *w, const struct event *e)
{
    struct place place = place_of(w, e);

    screen_line(
        w->t->names, 2,
        names_keep(w->t->names, "T%u  %s", e->thread, doing(w, e, place)),
        place);
    if (place.line)
        printf("%*s%s\n", UNDER, "", names_source(w->t->names, place));
    show_last(w, e->thread, false);
    show_last(w, e->thread, true);
}

static void show_threads(const struct walk *w)
{
    const char *ended = "";

    for (uint16_t t = 0; t < trace_of(w)->thread_count; t++) {
        const struct event *e = last_event(w, t);
        if (e && e->kind == EVENT_THREAD_END)
            ended = names_keep(w->t->names, "%s%sT%u", ended,
                               *ended ? ", " : "", t);
        else if (e)
            show_thread(w, e);
    }
    if (*ended)
        screen_list("ended", ended);
}

// --- screens -----------------------------------------------------------------

void walk_show(const struct walk *w)
{
    bool is_end = w->at == w->steps.count;

    screen_rule(is_end ? "the end"
                       : names_keep(w->t->names, "step %u of %u", w->at + 1,
                                    w->steps.count),
                switches_so_far(w));
    if (is_end)
        show_ends(w);
    else
        show_step(w);
    printf("\n");
    show_locks(w);
    show_threads(w);
}

void walk_help(void)
{
    printf("\n"
           "  n  the next step (or an arrow, right or down)\n"
           "  u  one step back (or an arrow, left or up)\n"
           "  r  the first step\n"
           "  e  the end\n"
           "  s  the next forced switch: another thread runs, though the one "
           "before\n"
           "     could have gone on\n"
           "  q  leave\n"
           "Under each step stand the locks, and for every thread that has "
           "begun and not\n"
           "ended its line, and what it read and wrote last. ! marks what the "
           "failure\n"
           "is about.\n");
}
