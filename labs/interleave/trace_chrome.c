// trace_chrome.c - the schedule for Perfetto and chrome://tracing: a track a
// thread, a step a microsecond. A call is a slice around what happens inside
// it, from its first line to the last one.
#include "trace_report.h"

#include "trace_json.h"
#include "trace_sentence.h"
#include "trace_shown.h"
#include "trace_steps.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { NO_CALL = -1 };

struct chrome {
    FILE *out;
    const struct teller *t;
    const struct steps *steps;
    unsigned *end;  // of each step's slice
};

// --- how long slices are -----------------------------------------------------

struct calls {
    int *around;     // of a step: the innermost call it is in, as a step
    int *innermost;  // of a thread
};

// A call that the scenario recorded lasts until its result.
static bool is_recorded(const struct chrome *c, int call)
{
    const struct step *s = &c->steps->step[call];

    return c->t->x->trace.event[s->event].kind == EVENT_CALL;
}

static bool is_inside(const struct chrome *c, const struct step *s, int call)
{
    if (!strcmp(s->kind, "return"))
        return is_recorded(c, call);
    return is_recorded(c, call) || s->depth > c->steps->step[call].depth;
}

static int innermost_after(const struct calls *calls, const struct step *s,
                           unsigned i)
{
    int around = calls->around[i];

    if (!strcmp(s->kind, "call"))
        return (int)i;
    return around != NO_CALL && !strcmp(s->kind, "return")
               ? calls->around[around]
               : around;
}

static void measure_step(struct chrome *c, struct calls *calls, unsigned i)
{
    const struct step *s = &c->steps->step[i];
    int call = calls->innermost[s->thread];

    while (call != NO_CALL && !is_inside(c, s, call))
        call = calls->around[call];
    calls->around[i] = call;
    calls->innermost[s->thread] = innermost_after(calls, s, i);
    c->end[i] = i + 1;
    for (; call != NO_CALL; call = calls->around[call])
        c->end[call] = i + 1;
}

static void measure(struct chrome *c)
{
    uint32_t threads = c->t->x->trace.thread_count;
    struct calls calls = {
        .around = trace_allocate(c->steps->count, sizeof(int)),
        .innermost = trace_allocate(threads, sizeof(int)),
    };

    c->end = trace_allocate(c->steps->count, sizeof *c->end);
    for (uint32_t i = 0; i < threads; i++)
        calls.innermost[i] = NO_CALL;
    for (unsigned i = 0; i < c->steps->count; i++)
        measure_step(c, &calls, i);
    free(calls.around);
    free(calls.innermost);
}

// --- events ------------------------------------------------------------------

static void name(const struct chrome *c, const char *text)
{
    fputs(",\n{\"name\":", c->out);
    json_string(c->out, text);
}

static void metadata(const struct chrome *c)
{
    fputs("{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":1,"
          "\"args\":{\"name\":\"interleaving\"}}",
          c->out);
    for (uint32_t i = 0; i < c->t->x->trace.thread_count; i++) {
        name(c, "thread_name");
        fprintf(c->out,
                ",\"ph\":\"M\",\"pid\":1,\"tid\":%" PRIu32
                ",\"args\":{\"name\":\"T%" PRIu32 "\"}}",
                i, i);
    }
}

// scope: "p" for a mark across the process, "t" for one of the thread.
static void mark(const struct chrome *c, const char *text, const char *scope,
                 uint16_t thread, unsigned at)
{
    name(c, text);
    fprintf(c->out,
            ",\"ph\":\"i\",\"s\":\"%s\",\"pid\":1,\"tid\":%u,\"ts\":%u}", scope,
            thread, at);
}

static void slice(const struct chrome *c, unsigned i)
{
    const struct step *s = &c->steps->step[i];

    name(c, s->text);
    fprintf(c->out,
            ",\"ph\":\"X\",\"pid\":1,\"tid\":%u,\"ts\":%u,\"dur\":%u,\"cat\":"
            "\"%s\",\"args\":{\"where\":",
            s->thread, i, c->end[i] - i, s->kind);
    json_string(c->out,
                s->place.line ? names_where(c->t->names, s->place) : "");
    fputs(",\"source\":", c->out);
    json_string(c->out, s->source);
    fputs("}}", c->out);
    if (s->switched == SWITCH_FORCED)
        mark(c, "forced switch", "p", s->thread, i);
}

static void marks_at_end(const struct chrome *c)
{
    struct step_ends ends = tell_ends(c->t, c->t->x->failure);

    for (unsigned i = 0; i < ends.count; i++)
        mark(c, ends.end[i].text, "t", ends.end[i].thread, c->steps->count);
}

void report_chrome(FILE *out, const struct exploration *x)
{
    struct teller t = {names_open(&x->trace), x};
    struct steps steps = steps_of(t.names, x);
    struct chrome c = {.out = out, .t = &t, .steps = &steps};

    measure(&c);
    fputs("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n", out);
    metadata(&c);
    for (unsigned i = 0; i < steps.count; i++)
        slice(&c, i);
    marks_at_end(&c);
    fputs("\n]}\n", out);
    free(c.end);
    steps_free(&steps);
    names_close(t.names);
}
