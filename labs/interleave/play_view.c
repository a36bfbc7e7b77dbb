// play_view.c - see play_view.h.
#include "play_view.h"

#include <string.h>

void view_open(struct view *v, const struct exploration *x)
{
    v->x = x;
    v->moment = x->moment;
    v->names = names_open(&x->trace);
    v->steps = steps_of(v->names, x);
    v->events = x->moment->reached ? x->moment->events : x->trace.event_count;
}

void view_close(struct view *v)
{
    steps_free(&v->steps);
    names_close(v->names);
}

static bool is_new(const struct view *v, const struct step *s, uint32_t from)
{
    return s->event >= from && s->event < v->events;
}

bool view_is_recorded_call(const struct view *v, const struct step *s)
{
    unsigned kind = v->x->trace.event[s->event].kind;

    return kind == EVENT_CALL || kind == EVENT_RETURN;
}

static bool is_dull(const struct view *v, const struct step *s)
{
    const struct event *e = &v->x->trace.event[s->event];
    bool is_memory = e->kind == EVENT_READ || e->kind == EVENT_WRITE;

    return s->folded ? e->is_private : is_memory && s->place.given;
}

bool view_is_news(const struct view *v, const struct step *s, uint32_t from)
{
    return is_new(v, s, from) && !is_dull(v, s) &&
           (s->thread || view_is_recorded_call(v, s));
}

const struct step *view_last(const struct view *v, uint16_t thread)
{
    const struct step *last = NULL;

    for (unsigned i = 0; i < v->steps.count; i++)
        if (v->steps.step[i].thread == thread &&
            view_is_news(v, &v->steps.step[i], 0))
            last = &v->steps.step[i];
    return last;
}

const char *view_call(const struct view *v, uint16_t thread)
{
    const char *call = NULL;

    for (uint32_t i = 0; i < v->events; i++) {
        const struct event *e = &v->x->trace.event[i];
        if (e->thread == thread && e->kind == EVENT_CALL)
            call = e->text;
        else if (e->thread == thread && e->kind == EVENT_RETURN)
            call = NULL;
    }
    return call ? names_clean(v->names, call) : NULL;
}

static const struct event *next_of(const struct view *v, uint16_t thread)
{
    return &v->moment->thread[thread].next;
}

// The value of a memory access is not known before it is made.
const char *view_next(const struct view *v, uint16_t thread)
{
    const struct event *e = next_of(v, thread);
    struct step s = {.text = ""};

    if (e->kind == EVENT_CALL || e->kind == EVENT_RETURN)
        return e->kind == EVENT_CALL ? "begins its next call" : "returns";
    step_describe(v->names, e, &s);
    if (e->kind < EVENT_READ || e->kind > EVENT_ATOMIC_CAS)
        return s.text;
    return names_keep(v->names, "%s %s", s.kind, s.name);
}

struct place view_place(const struct view *v, uint16_t thread)
{
    const struct event *e = next_of(v, thread);

    if (!e->pc || e->kind == EVENT_CALL || e->kind == EVENT_RETURN)
        return (struct place){0};
    return names_student(v->names, e->stack, e->pc, NULL);
}

const char *view_lock(const struct view *v, uint16_t thread, unsigned i)
{
    const struct lock_set *locks = next_of(v, thread)->locks;

    if (v->moment->thread[thread].ended || !locks || i >= locks->count)
        return NULL;
    return step_sync_name(v->names, locks->lock[i].lock, EVENT_NONE);
}
