// trace_json.c - the report for programs.
#include "trace_json.h"

#include "trace_report.h"
#include "trace_sentence.h"
#include "trace_text.h"

#include <inttypes.h>

struct writer {
    FILE *out;
    const struct teller *t;
    bool more;  // a comma belongs before the next member
};

// --- JSON itself -------------------------------------------------------------

void json_string(FILE *out, const char *text)
{
    fputc('"', out);
    while (*text) {
        unsigned char c = (unsigned char)*text;
        size_t size = text_character(text);
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < ' ' || c == 0x7f)
            fprintf(out, "\\u%04x", c);
        else if (size)
            fwrite(text, 1, size, out);
        else
            fputc('?', out);
        text += size ? size : 1;
    }
    fputc('"', out);
}

static void name(struct writer *w, const char *key)
{
    if (w->more)
        fputc(',', w->out);
    w->more = true;
    json_string(w->out, key);
    fputc(':', w->out);
}

static void text(struct writer *w, const char *key, const char *value)
{
    name(w, key);
    if (value)
        json_string(w->out, value);
    else
        fputs("null", w->out);
}

static void number(struct writer *w, const char *key, uint64_t value)
{
    name(w, key);
    fprintf(w->out, "%" PRIu64, value);
}

static void truth(struct writer *w, const char *key, bool value)
{
    name(w, key);
    fputs(value ? "true" : "false", w->out);
}

static void open(struct writer *w, char bracket)
{
    fputc(bracket, w->out);
    w->more = false;
}

static void close(struct writer *w, char bracket)
{
    fputc(bracket, w->out);
    w->more = true;
}

static void next(struct writer *w)
{
    fputs(w->more ? ",\n" : "\n", w->out);
    w->more = false;
}

// --- threads and steps -------------------------------------------------------

static void threads(struct writer *w)
{
    const struct trace *trace = &w->t->x->trace;

    name(w, "threads");
    open(w, '[');
    for (uint32_t i = 0; i < trace->thread_count; i++) {
        const struct thread_name *n = &trace->thread[i];
        next(w);
        open(w, '{');
        number(w, "id", n->id);
        text(w, "name", names_keep(w->t->names, "T%u", n->id));
        text(w, "function",
             n->id ? names_function(w->t->names, n->start) : NULL);
        close(w, '}');
    }
    close(w, ']');
}

static const char *switch_name(enum switch_kind kind)
{
    static const char *const text_of[] = {"none", "forced", "blocked", "ended",
                                          "yielded"};

    return kind <= SWITCH_YIELDED ? text_of[kind] : "none";
}

static void locks(struct writer *w, const struct lock_set *set)
{
    name(w, "locks");
    open(w, '[');
    for (uint32_t i = 0; set && i < set->count; i++) {
        const struct sync_name *s = &set->lock[i].lock;
        fputs(i ? "," : "", w->out);
        json_string(w->out, names_variable(w->t->names, s->address, s->size,
                                           set->lock[i].event));
    }
    close(w, ']');
}

static void step(struct writer *w, const struct step *s)
{
    next(w);
    open(w, '{');
    number(w, "i", s->event);
    number(w, "thread", s->thread);
    text(w, "kind", s->kind);
    text(w, "text", s->text);
    text(w, "name", s->name);
    text(w, "before", s->before);
    text(w, "after", s->after);
    text(w, "file", s->place.line ? s->place.path : NULL);
    number(w, "line", (uint64_t)s->place.line);
    text(w, "source", s->source);
    text(w, "switch", switch_name(s->switched));
    number(w, "depth", s->depth);
    locks(w, s->locks);
    truth(w, "marked", s->marked);
    number(w, "folded", s->folded);
    close(w, '}');
}

static void end_step(struct writer *w, const struct step_end *end)
{
    struct step s = {
        .event = w->t->x->trace.event_count,
        .thread = end->thread,
        .kind = "failure",
        .text = end->text,
        .source = "",
        .marked = true,
    };

    step(w, &s);
}

static void steps(struct writer *w)
{
    struct steps all = steps_of(w->t->names, w->t->x);
    struct step_ends ends = tell_ends(w->t, w->t->x->failure);

    name(w, "steps");
    open(w, '[');
    for (unsigned i = 0; i < all.count; i++)
        step(w, &all.step[i]);
    for (unsigned i = 0; w->t->x->trace.event_count && i < ends.count; i++)
        end_step(w, &ends.end[i]);
    close(w, ']');
    number(w, "left_out", all.left_out);
    steps_free(&all);
}

// --- failure and coverage ----------------------------------------------------

static void failure(struct writer *w, const char *key, const struct failure *f)
{
    const char *where;

    name(w, key);
    if (!f) {
        fputs("null", w->out);
        return;
    }
    where = tell_said_at(w->t, f);
    if (!where)
        where = f->kind == FAILURE_RACE
                    ? tell_where(w->t, f->second.stack, f->second.pc)
                    : tell_where(w->t, f->stack, f->pc);
    open(w, '{');
    text(w, "kind", failure_kind_name(f->kind));
    text(w, "misuse",
         f->kind == FAILURE_MISUSE ? misuse_name(f->misuse) : NULL);
    number(w, "thread", f->thread);
    text(w, "where", where);
    text(w, "text", f->text);
    text(w, "sentence", tell_failure(w->t, f));
    failure(w, "consequence", f->consequence);
    close(w, '}');
}

static void coverage(struct writer *w)
{
    const struct coverage *c = &w->t->x->coverage;

    name(w, "coverage");
    open(w, '{');
    text(w, "sentence", tell_coverage(w->t));
    text(w, "model", c->model ? c->model : "sequentially consistent");
    number(w, "bound", c->bound);
    name(w, "bound_done");
    fprintf(w->out, "%d", c->bound_done);
    truth(w, "every", c->every);
    truth(w, "unbounded", c->unbounded);
    truth(w, "inequivalent", c->inequivalent);
    number(w, "classes", c->classes);
    number(w, "schedules", c->schedules);
    number(w, "skipped", c->skipped);
    number(w, "forced", w->t->x->trace.forced_switches);
    close(w, '}');
}

static void counted(struct writer *w)
{
    const struct exploration *x = w->t->x;

    name(w, "outcomes");
    open(w, '[');
    for (uint32_t i = 0; i < x->counted_count; i++) {
        next(w);
        open(w, '{');
        text(w, "text", x->counted[i].text);
        number(w, "count", x->counted[i].count);
        close(w, '}');
    }
    close(w, ']');
}

// "1.2-two_stores-2.5.1-9f3a": the part after the lab's number. A lab's number
// and a scenario's name hold no hyphen.
static const char *scenario(const struct teller *t)
{
    const char *start = t->x->token;
    int length = 0;

    while (*start && *start != '-')
        start++;
    start += *start == '-';
    while (start[length] && start[length] != '-')
        length++;
    return names_keep(t->names, "%.*s", length, start);
}

static const char *answer(const struct exploration *x)
{
    if (x->answer == ANSWER_UNJUDGED)
        return "unjudged";
    return x->failure ? "failed" : "clean";
}

void report_json_with(FILE *out, const struct exploration *x, const char *more)
{
    struct teller t = {names_open(&x->trace), x};
    struct writer w = {out, &t, false};
    const char *sentence = x->answer == ANSWER_UNJUDGED ? tell_reason(&t)
                           : x->failure ? tell_failure(&t, x->failure)
                                        : tell_coverage(&t);

    open(&w, '{');
    text(&w, "answer", answer(x));
    text(&w, "scenario", scenario(&t));
    text(&w, "token", x->token);
    text(&w, "sentence", sentence);
    threads(&w);
    steps(&w);
    failure(&w, "failure", x->failure);
    coverage(&w);
    counted(&w);
    if (more)
        fprintf(out, ",\n%s", more);
    close(&w, '}');
    fputc('\n', out);
    names_close(t.names);
}

void report_json(FILE *out, const struct exploration *x)
{
    report_json_with(out, x, NULL);
}
