// trace_svg.c - the table as a drawing: light and dark follow the
// page, print is black on white, and the text alternative is the sentence and
// every step in words.
#include "trace_report.h"

#include "trace_sentence.h"
#include "trace_text.h"

#include <string.h>

enum {
    LINE = 20,      // height of a step
    CHARACTER = 8,  // width of one, 13 px monospace
    TOP = 44,
    MARGIN = 12,
    NUMBERS = 44,
    THREADS = 256,
    SENTENCE = 4096,
};

struct drawing {
    FILE *out;
    const struct teller *t;
    const struct steps *steps;
    const struct step_ends *ends;
    int column[THREADS];
    unsigned columns;
    unsigned width[THREADS];  // of a column, in pixels
    unsigned left[THREADS];
    unsigned where, right;
    unsigned file;  // characters of the longest file:line
};

static void escape(FILE *out, const char *text)
{
    while (*text) {
        size_t size = text_character(text);
        if (*text == '<')
            fputs("&lt;", out);
        else if (*text == '>')
            fputs("&gt;", out);
        else if (*text == '&')
            fputs("&amp;", out);
        else if (size)
            fwrite(text, 1, size, out);
        else
            fputc('?', out);  // no UTF-8: not in a drawing
        text += size ? size : 1;
    }
}

// --- measures ----------------------------------------------------------------

static void widen(struct drawing *d, uint16_t thread, const char *text,
                  unsigned depth)
{
    unsigned width = (text_length(text) + 2 * depth + 3) * CHARACTER;

    if (thread >= THREADS)
        return;
    if (d->column[thread] < 0)
        d->column[thread] = (int)d->columns++;
    unsigned c = (unsigned)d->column[thread];
    if (d->width[c] < width)
        d->width[c] = width;
}

static void measure(struct drawing *d)
{
    unsigned at = MARGIN + NUMBERS, source = 0;

    for (int i = 0; i < THREADS; i++)
        d->column[i] = -1;
    for (uint16_t t = 0; t < THREADS; t++)
        for (unsigned i = 0; i < d->steps->count; i++)
            if (d->steps->step[i].thread == t)
                widen(d, t, d->steps->step[i].text, d->steps->step[i].depth);
    for (unsigned i = 0; i < d->ends->count; i++)
        widen(d, d->ends->end[i].thread, d->ends->end[i].text, 0);
    for (unsigned c = 0; c < d->columns; c++) {
        d->left[c] = at;
        at += d->width[c];
    }
    d->where = at;
    for (unsigned i = 0; i < d->steps->count; i++) {
        const struct step *s = &d->steps->step[i];
        unsigned file = text_length(names_where(d->t->names, s->place));
        unsigned line = text_length(s->source);
        d->file = s->place.line && file > d->file ? file : d->file;
        source = line > source ? line : source;
    }
    d->right = at + (d->file + source + 3) * CHARACTER + MARGIN;
}

// --- drawing -----------------------------------------------------------------

static void style(FILE *out)
{
    fputs("<style>\n"
          ".trace{--ink:#1a1a1a;--soft:#666;--line:#ccc;--paper:#fff;"
          "--bad:#b00020;--forced:#8a5a00;color-scheme:light dark}\n"
          "@media (prefers-color-scheme:dark){.trace{--ink:#e8e8e8;"
          "--soft:#a0a0a0;--line:#444;--paper:#161616;--bad:#ff8a8a;"
          "--forced:#f0c060}}\n"
          "@media print{.trace{--ink:#000;--soft:#444;--line:#999;"
          "--paper:#fff;--bad:#000;--forced:#000;max-width:100%;"
          "height:auto}}\n"
          ".trace text{font:13px ui-monospace,monospace;fill:var(--ink);"
          "white-space:pre}\n"
          ".trace .soft{fill:var(--soft)}\n"
          ".trace .bad{fill:var(--bad);font-weight:bold}\n"
          ".trace .forced{fill:var(--forced)}\n"
          ".trace .head{font-weight:bold}\n"
          ".trace line{stroke:var(--line)}\n"
          ".trace .cut{stroke:var(--forced);stroke-dasharray:4 3}\n"
          "</style>\n",
          out);
}

static void put(struct drawing *d, unsigned x, unsigned y, const char *class,
                const char *text)
{
    fprintf(d->out, "<text x=\"%u\" y=\"%u\"%s%s%s>", x, y,
            class ? " class=\"" : "", class ? class : "", class ? "\"" : "");
    escape(d->out, text);
    fputs("</text>\n", d->out);
}

static void alternative(struct drawing *d)
{
    char sentence[SENTENCE];

    report_sentence(sentence, sizeof sentence, d->t->x);
    fputs("<title id=\"trace-title\">", d->out);
    escape(d->out, sentence);
    fputs("</title>\n<desc id=\"trace-steps\">", d->out);
    for (unsigned i = 0; i < d->steps->count; i++) {
        const struct step *s = &d->steps->step[i];
        fprintf(d->out, "%sT%u: ",
                s->switched == SWITCH_FORCED ? "Forced switch. " : "",
                s->thread);
        escape(d->out, s->text);
        fputs(". ", d->out);
    }
    for (unsigned i = 0; i < d->ends->count; i++) {
        fprintf(d->out, "T%u: ", d->ends->end[i].thread);
        escape(d->out,
               d->ends->end[i].text + strspn(d->ends->end[i].text, "^ "));
        fputs(". ", d->out);
    }
    fputs("</desc>\n", d->out);
}

static void heads(struct drawing *d, unsigned bottom)
{
    for (unsigned t = 0; t < THREADS; t++) {
        char text[8];
        if (d->column[t] < 0)
            continue;
        unsigned left = d->left[d->column[t]];
        snprintf(text, sizeof text, "T%u", t);
        put(d, left + CHARACTER, TOP - 2 * LINE / 3 - 4, "head", text);
        fprintf(d->out, "<line x1=\"%u\" y1=\"%d\" x2=\"%u\" y2=\"%u\"/>\n",
                left, MARGIN, left, bottom);
    }
    fprintf(d->out, "<line x1=\"%d\" y1=\"%d\" x2=\"%u\" y2=\"%d\"/>\n", MARGIN,
            TOP - LINE / 2, d->right - MARGIN, TOP - LINE / 2);
}

static void draw_switch(struct drawing *d, unsigned y)
{
    fprintf(d->out,
            "<line class=\"cut\" x1=\"%d\" y1=\"%u\" x2=\"%u\" y2=\"%u\"/>\n",
            MARGIN + NUMBERS, y - LINE / 4, d->where, y - LINE / 4);
    put(d, d->where + CHARACTER, y, "forced", "forced switch");
}

static void draw_step(struct drawing *d, const struct step *s, unsigned y)
{
    unsigned c = (unsigned)d->column[s->thread];
    const char *class = s->marked ? "bad" : s->folded ? "soft" : NULL;

    if (!s->folded)
        put(d, MARGIN, y, "soft",
            names_keep(d->t->names, "%u%s", s->event, s->marked ? "!" : ""));
    put(d, d->left[c] + (1 + 2 * s->depth) * CHARACTER, y, class, s->text);
    if (s->place.line)
        put(d, d->where + CHARACTER, y, "soft",
            names_keep(d->t->names, "%-*s  %s", (int)d->file,
                       names_where(d->t->names, s->place), s->source));
}

static unsigned count_lines(const struct drawing *d)
{
    unsigned lines = d->ends->count;

    for (unsigned i = 0; i < d->steps->count; i++)
        lines += 1 + (d->steps->step[i].switched == SWITCH_FORCED);
    return lines;
}

static void draw(struct drawing *d)
{
    unsigned y = TOP + LINE / 2;

    for (unsigned i = 0; i < d->steps->count; i++) {
        const struct step *s = &d->steps->step[i];
        if (s->thread >= THREADS)
            continue;
        if (s->switched == SWITCH_FORCED) {
            draw_switch(d, y);
            y += LINE;
        }
        draw_step(d, s, y);
        y += LINE;
    }
    for (unsigned i = 0; i < d->ends->count; i++, y += LINE)
        if (d->ends->end[i].thread < THREADS)
            put(d, d->left[d->column[d->ends->end[i].thread]] + CHARACTER, y,
                "bad", d->ends->end[i].text);
}

void report_svg(FILE *out, const struct exploration *x)
{
    struct teller t = {names_open(&x->trace), x};
    struct steps steps = steps_of(t.names, x);
    struct step_ends ends = tell_ends(&t, x->failure);
    struct drawing d = {.out = out, .t = &t, .steps = &steps, .ends = &ends};

    measure(&d);
    unsigned bottom = TOP + count_lines(&d) * LINE + MARGIN;
    fprintf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"trace\" "
            "role=\"img\" aria-labelledby=\"trace-title trace-steps\" "
            "viewBox=\"0 0 %u %u\" width=\"%u\" height=\"%u\">\n",
            d.right, bottom, d.right, bottom);
    alternative(&d);
    style(out);
    fprintf(out,
            "<rect width=\"%u\" height=\"%u\" style=\"fill:var(--paper)\"/>\n",
            d.right, bottom);
    heads(&d, bottom - MARGIN);
    draw(&d);
    fputs("</svg>\n", out);
    steps_free(&steps);
    names_close(t.names);
}
