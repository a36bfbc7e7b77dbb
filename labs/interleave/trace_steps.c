// trace_steps.c - see trace_steps.h: how events become steps.
//
//   S1  What one thread alone touches is left out, and so is what T0 does
//       before any other thread exists; both are counted.
//   S2  Racing accesses and the one that failed are always shown.
//   S3  A function is shown if it is not given and something in it is shown.
//   S4  Three or more accesses in a row inside given code are one step, told
//       at the line where the student called it.
#include "trace_steps.h"

#include "trace_shown.h"

#include <stdlib.h>
#include <string.h>

enum { FOLD_PRIVATE = 5, FOLD_GIVEN = 3 };

struct open_call {
    uint32_t event;
    bool shown;
};

struct thread_state {
    struct open_call open[OPEN_CALLS];
    unsigned open_count;
    uint16_t depth;
    uint32_t dull;        // private steps since the last one shown
    uint32_t dull_event;  // the last of them
};

struct build {
    struct names *names;
    const struct exploration *x;
    struct steps steps;
    bool *shown;  // by event
    struct thread_state *thread;
    bool setup;  // no thread but T0 yet
    uint32_t setup_steps;
    enum switch_kind switched;
    uint16_t last_thread;
    // a run of accesses in given code, and the switch that it began with
    uint32_t run_first, run_count;
    enum switch_kind run_switched;
};

static const struct event *event_at(const struct build *b, uint32_t i)
{
    return &b->x->trace.event[i];
}

// --- calls ------------------------------------------------------------------

static bool is_students_call(struct build *b, const struct event *e)
{
    struct place place = names_place(b->names, e->address);
    struct thread_state *t = &b->thread[e->thread];

    return place.function && !place.given &&
           !(e->thread == 0 && !t->open_count);
}

// The scenario recorded "store(1, 10)" just before it called store().
static bool says_the_same(const struct build *b, const struct event *e,
                          const char *function)
{
    size_t length = strlen(function);

    for (uint32_t i = e->index; i-- > 0;) {
        const struct event *before = event_at(b, i);
        if (before->thread != e->thread)
            continue;
        return before->kind == EVENT_CALL && before->text &&
               !strncmp(before->text, function, length) &&
               before->text[length] == '(';
    }
    return false;
}

// --- making steps ------------------------------------------------------------

static struct step *new_step(struct build *b, const struct event *e)
{
    if (b->steps.count == b->steps.room) {
        b->steps.room = b->steps.room ? b->steps.room * 2 : 128;
        b->steps.step =
            realloc(b->steps.step, b->steps.room * sizeof *b->steps.step);
        if (!b->steps.step)
            abort();
    }
    struct step *s = &b->steps.step[b->steps.count++];
    *s = (struct step){
        .event = e->index,
        .thread = e->thread,
        .depth = b->thread[e->thread].depth,
        .locks = e->locks,
        .marked = event_is_special(b->x, e),
        .source = "",
    };
    if (b->last_thread != THREAD_NONE && b->last_thread != e->thread)
        s->switched = b->switched;
    b->last_thread = e->thread;
    b->switched = SWITCH_NONE;
    return s;
}

static void set_place(struct build *b, struct step *s, struct place place)
{
    s->place = place;
    s->source = names_source(b->names, place);
}

static void flush_dull(struct build *b, uint16_t thread)
{
    struct thread_state *t = &b->thread[thread];

    if (t->dull >= FOLD_PRIVATE) {
        struct step *s = new_step(b, event_at(b, t->dull_event));
        s->kind = "fold";
        s->folded = t->dull;
        s->text = names_keep(b->names, "… %u steps on memory only T%u touches",
                             t->dull, thread);
        s->marked = false;
    }
    t->dull = 0;
}

// The judge's own lines, where a thread was created or a call recorded, tell
// nobody anything.
static bool is_judges(struct place place)
{
    return place.given && (!strncmp(place.path, "labs/kit/", 9) ||
                           !strncmp(place.path, "labs/interleave/", 16));
}

// Of a call that the scenario recorded: the function it came to.
static struct place called_function(const struct build *b,
                                    const struct event *call)
{
    for (uint32_t i = call->index + 1; i < b->x->trace.event_count; i++) {
        const struct event *e = event_at(b, i);
        if (e->thread != call->thread)
            continue;
        if (e->kind != EVENT_ENTER)
            break;
        struct place place = names_declaration(b->names, e->address);
        if (place.line && !place.given)
            return place;
    }
    return (struct place){0};
}

static struct place place_of(const struct build *b, const struct event *e)
{
    struct place place = names_place(b->names, e->pc);

    if (e->kind == EVENT_ENTER)
        place = names_declaration(b->names, e->address);
    if (!place.line || (place.given && !event_is_memory(e)))
        place = names_student(b->names, e->stack, e->pc, NULL);
    if (!is_judges(place))
        return place;
    return e->kind == EVENT_CALL ? called_function(b, e) : (struct place){0};
}

static void emit(struct build *b, const struct event *e)
{
    flush_dull(b, e->thread);
    struct step *s = new_step(b, e);
    step_describe(b->names, e, s);
    set_place(b, s, place_of(b, e));
}

// --- runs inside given code --------------------------------------------------

static bool same_caller(struct build *b, const struct event *e,
                        const struct event *f)
{
    struct place p = names_student(b->names, e->stack, e->pc, NULL);
    struct place q = names_student(b->names, f->stack, f->pc, NULL);

    return p.path == q.path && p.line == q.line;
}

static void emit_run(struct build *b)
{
    const struct event *first = event_at(b, b->run_first);
    const char *inner;

    b->run_count += b->thread[first->thread].dull;
    b->thread[first->thread].dull = 0;
    struct step *s = new_step(b, first);
    set_place(b, s, names_student(b->names, first->stack, first->pc, &inner));
    s->kind = "fold";
    s->folded = b->run_count;
    s->text = names_keep(b->names, "… %u steps inside %s()", b->run_count,
                         inner ? inner : "given code");
}

static void emit_each(struct build *b, uint32_t left)
{
    uint16_t thread = event_at(b, b->run_first)->thread;

    for (uint32_t i = b->run_first; left; i++) {
        const struct event *e = event_at(b, i);
        if (!b->shown[i] || e->thread != thread || !event_is_memory(e))
            continue;
        emit(b, e);
        left--;
    }
}

// The switch that is known by now may be the one after the run.
static void flush_run(struct build *b)
{
    enum switch_kind later = b->switched;

    if (!b->run_count)
        return;
    b->switched = b->run_switched;
    if (b->run_count >= FOLD_GIVEN)
        emit_run(b);
    else
        emit_each(b, b->run_count);
    b->switched = later;
    b->run_count = 0;
}

static bool joins_run(struct build *b, const struct event *e)
{
    return event_is_memory(e) && !event_is_special(b->x, e) &&
           names_place(b->names, e->pc).given &&
           (!b->run_count || (event_at(b, b->run_first)->thread == e->thread &&
                              same_caller(b, event_at(b, b->run_first), e)));
}

static bool shows_something(const struct build *b, const struct event *e)
{
    return b->shown[e->index] && e->kind != EVENT_ENTER;
}

// --- the walk ----------------------------------------------------------------

static void leave_call(struct build *b, const struct event *e)
{
    struct thread_state *t = &b->thread[e->thread];

    if (t->open_count && t->open[--t->open_count].shown && t->depth)
        t->depth--;
}

static void enter_call(struct build *b, const struct event *e)
{
    struct thread_state *t = &b->thread[e->thread];
    bool show = b->shown[e->index] && is_students_call(b, e) &&
                !says_the_same(b, e, names_function(b->names, e->address - 1));

    if (show)
        flush_run(b);
    if (show)
        emit(b, e);
    if (t->open_count < OPEN_CALLS)
        t->open[t->open_count++] = (struct open_call){e->index, show};
    t->depth = (uint16_t)(t->depth + show);
}

static void skip(struct build *b, const struct event *e)
{
    struct thread_state *t = &b->thread[e->thread];

    if (!event_is_memory(e) && e->kind != EVENT_ALLOC &&
        e->kind != EVENT_FREE &&
        !(e->kind >= EVENT_LOCK && e->kind <= EVENT_ONCE))
        return;
    if (b->setup) {
        b->setup_steps++;
        return;
    }
    b->steps.left_out++;
    t->dull++;
    t->dull_event = e->index;
}

static void end_setup(struct build *b, const struct event *e)
{
    b->setup = false;
    if (b->setup_steps) {
        struct step *s = new_step(b, e);
        s->kind = "fold";
        s->folded = b->setup_steps;
        s->text = names_keep(b->names, "… %u step%s before the first thread",
                             b->setup_steps, b->setup_steps == 1 ? "" : "s");
    }
}

static void show(struct build *b, const struct event *e)
{
    struct thread_state *t = &b->thread[e->thread];

    if (joins_run(b, e)) {
        if (!b->run_count++) {
            b->run_first = e->index;
            b->run_switched = b->switched;
            b->switched = SWITCH_NONE;
        }
        return;
    }
    flush_run(b);
    if (e->kind == EVENT_RETURN && t->depth) {
        flush_dull(b, e->thread);  // still inside the call
        t->depth--;
    }
    emit(b, e);
    if (e->kind == EVENT_CALL)
        t->depth++;
}

static void walk(struct build *b)
{
    for (uint32_t i = 0; i < b->x->trace.event_count; i++) {
        const struct event *e = event_at(b, i);
        if (e->switched != SWITCH_NONE && b->switched != SWITCH_FORCED)
            b->switched = e->switched;
        if (b->run_count && shows_something(b, e) && !joins_run(b, e))
            flush_run(b);
        if (b->setup && e->kind == EVENT_CREATE)
            end_setup(b, e);
        if (e->kind == EVENT_ENTER)
            enter_call(b, e);
        else if (e->kind == EVENT_LEAVE)
            leave_call(b, e);
        else if (b->shown[i])
            show(b, e);
        else
            skip(b, e);
    }
    flush_run(b);
}

struct steps steps_of(struct names *names, const struct exploration *x)
{
    uint32_t threads = x->trace.thread_count;
    struct build b = {
        .names = names,
        .x = x,
        .shown = events_shown(x),
        .thread = trace_allocate(threads, sizeof *b.thread),
        .setup = threads > 1,
        .last_thread = THREAD_NONE,
    };

    walk(&b);
    free(b.shown);
    free(b.thread);
    steps_fold_repeats(&b.steps, names);
    return b.steps;
}

void steps_free(struct steps *steps)
{
    free(steps->step);
    *steps = (struct steps){0};
}
