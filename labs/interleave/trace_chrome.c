// trace_chrome.c - the schedule for Perfetto and chrome://tracing: a track a
// thread, a step a microsecond, calls as slices.
#include "trace_report.h"

#include "trace_steps.h"

#include <inttypes.h>
#include <string.h>

static void string(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            fputc('\\', out);
        fputc(c < ' ' ? '?' : c, out);
    }
    fputc('"', out);
}

static void event(FILE *out, const struct step *s, unsigned at,
                  struct names *names)
{
    fputs(",\n{\"name\":", out);
    string(out, s->text);
    fprintf(out,
            ",\"ph\":\"X\",\"pid\":1,\"tid\":%u,\"ts\":%u,\"dur\":1,\"cat\":"
            "\"%s\",\"args\":{\"where\":",
            s->thread, at, s->kind);
    string(out, s->place.line ? names_where(names, s->place) : "");
    fputs(",\"source\":", out);
    string(out, s->source);
    fputs("}}", out);
    if (s->switched == SWITCH_FORCED)
        fprintf(out,
                ",\n{\"name\":\"forced switch\",\"ph\":\"i\",\"s\":\"p\","
                "\"pid\":1,\"tid\":%u,\"ts\":%u}",
                s->thread, at);
}

void report_chrome(FILE *out, const struct exploration *x)
{
    struct names *names = names_open(&x->trace);
    struct steps steps = steps_of(names, x);

    fputs("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n"
          "{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":1,"
          "\"args\":{\"name\":\"interleaving\"}}",
          out);
    for (uint32_t i = 0; i < x->trace.thread_count; i++)
        fprintf(out,
                ",\n{\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":1,"
                "\"tid\":%" PRIu32 ",\"args\":{\"name\":\"T%" PRIu32 "\"}}",
                i, i);
    for (unsigned i = 0; i < steps.count; i++)
        event(out, &steps.step[i], i, names);
    fputs("\n]}\n", out);
    steps_free(&steps);
    names_close(names);
}
