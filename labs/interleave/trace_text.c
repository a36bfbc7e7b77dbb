// trace_text.c - the table: one column a thread, time going down. How wide
// the columns are is trace_layout.c.
#include "trace_text.h"

#include "trace_layout.h"

#include <inttypes.h>
#include <string.h>

// Rows of a table; more are cut in the middle.
enum { ROWS_MAX = 600, ROWS_HEAD = 100 };

// --- lines -------------------------------------------------------------------

static const char *paint(const struct layout *l, const char *code)
{
    return l->colour ? code : "";
}

#define RED "\033[1;31m"
#define YELLOW "\033[33m"
#define BOLD "\033[1m"
#define DIM "\033[2m"
#define PLAIN "\033[0m"

static void pad(FILE *out, unsigned from, unsigned to)
{
    for (; from < to; from++)
        fputc(' ', out);
}

// The cells of one line: text at column c, bars where it leaves room.
static void print_cells(struct layout *l, int c, const char *text, size_t bytes,
                        unsigned indent, const char *colour)
{
    unsigned at = 0, used = 0;

    for (size_t i = 0; i < bytes; i++)
        used += (text[i] & 0xc0) != 0x80;
    for (unsigned k = 0; k < l->columns; k++) {
        if (at > l->start[k])
            continue;  // the text ran on over this column
        pad(l->out, at, l->start[k]);
        fputs("| ", l->out);
        at = l->start[k] + 2;
        if ((int)k != c)
            continue;
        pad(l->out, 0, indent);
        fprintf(l->out, "%s%.*s%s", colour, (int)bytes, text,
                *colour ? PLAIN : "");
        at += indent + used + 1;
        fputc(' ', l->out);
    }
    if (at <= l->table) {
        pad(l->out, at, l->table);
        fputc('|', l->out);
    }
}

static void print_source(struct layout *l, const struct step *s)
{
    unsigned left = LAYOUT_NUMBER + l->table + 2;

    if (!s->place.line)
        return;
    const char *where = names_where(l->names, s->place);
    fprintf(l->out, " %s", where);
    if (*s->source &&
        left + l->where + 2 + text_length(s->source) <= l->width) {
        pad(l->out, text_length(where), l->where);
        fprintf(l->out, "  %s%s%s", paint(l, DIM), s->source, paint(l, PLAIN));
    }
}

// A line of a step ends without the spaces that nothing follows.
static void print_number(struct layout *l, const struct step *s, bool first)
{
    if (first && !s->folded)
        fprintf(l->out, "%4" PRIu32 "%s", s->event, s->marked ? "!" : " ");
    else
        pad(l->out, 0, LAYOUT_NUMBER);
}

static const char *colour_of(const struct layout *l, const struct step *s)
{
    if (s->marked)
        return paint(l, RED);
    if (s->folded)
        return paint(l, DIM);
    return !strcmp(s->kind, "call") || !strcmp(s->kind, "return")
               ? paint(l, BOLD)
               : "";
}

static void print_in_column(struct layout *l, const struct step *s, int c)
{
    const char *text = s->text;
    unsigned indent = layout_indent(s);
    bool first = true;

    do {
        unsigned more = first ? 0 : LAYOUT_INDENT;
        unsigned width = layout_cell(l, c, indent + more);
        size_t bytes = text_cut(text, width);
        print_number(l, s, first);
        print_cells(l, c, text, bytes, indent + more, colour_of(l, s));
        if (first)
            print_source(l, s);
        fputc('\n', l->out);
        text += bytes;
        text += strspn(text, " ");
        first = false;
    } while (*text);
}

static void print_line_across(struct layout *l, const char *text, size_t bytes,
                              unsigned indent)
{
    unsigned used = 2 + indent;

    fputs("| ", l->out);
    pad(l->out, 0, indent);
    fwrite(text, 1, bytes, l->out);
    for (size_t i = 0; i < bytes; i++)
        used += (text[i] & 0xc0) != 0x80;
    pad(l->out, used, l->table);
    fputc('|', l->out);
}

// L3: across all columns.
static void print_across(struct layout *l, const struct step *s)
{
    const char *text = names_keep(l->names, "T%u: %s", s->thread, s->text);
    bool first = true;

    do {
        unsigned indent = first ? 0 : LAYOUT_INDENT;
        size_t bytes = text_cut(text, l->table - 3 - indent);
        print_number(l, s, first);
        print_line_across(l, text, bytes, indent);
        if (first)
            print_source(l, s);
        fputc('\n', l->out);
        text += bytes;
        text += strspn(text, " ");
        first = false;
    } while (*text);
}

static void print_switch(struct layout *l, const struct step *s,
                         const struct step *before)
{
    const char *text = NULL;
    int c = before->thread < LAYOUT_THREADS ? l->column[before->thread] : -1;

    if (s->switched == SWITCH_FORCED)
        text = "-- forced switch --";
    else if (s->switched == SWITCH_YIELDED && strcmp(before->kind, "yield") &&
             strcmp(before->kind, "sleep"))
        text = "-- lets others go --";
    if (!text)
        return;
    pad(l->out, 0, LAYOUT_NUMBER);
    if (c < 0)
        fprintf(l->out, "| %s", text);
    else
        print_cells(l, c, text, strlen(text), 0,
                    s->switched == SWITCH_FORCED ? paint(l, YELLOW) : "");
    fputc('\n', l->out);
}

static void print_rule(struct layout *l)
{
    for (unsigned i = 0; i < LAYOUT_NUMBER; i++)
        fputc('-', l->out);
    for (unsigned c = 0; c < l->columns; c++) {
        fputc('+', l->out);
        for (unsigned i = 0; i < l->column_width[c] + 2; i++)
            fputc('-', l->out);
    }
    fputc('+', l->out);
    for (unsigned i = 0; i < l->where + 1; i++)
        fputc('-', l->out);
    fputc('\n', l->out);
}

static void print_head(struct layout *l)
{
    fprintf(l->out, "step ");
    for (unsigned c = 0; c < l->columns; c++) {
        char name[16];
        snprintf(name, sizeof name, "T%u", l->thread[c]);
        fprintf(l->out, "| %s%-*s%s ", paint(l, BOLD), (int)l->column_width[c],
                name, paint(l, PLAIN));
    }
    fprintf(l->out, "| source\n");
    print_rule(l);
}

// --- after the steps ---------------------------------------------------------

static void print_end(struct layout *l, const struct step_end *end)
{
    int c = end->thread < LAYOUT_THREADS ? l->column[end->thread] : -1;
    struct step s = {.thread = end->thread,
                     .text = end->text,
                     .marked = true,
                     .kind = "failure",
                     .folded = 1,
                     .source = ""};

    if (c >= 0)
        print_in_column(l, &s, c);
    else
        print_across(l, &s);
}

static bool mentions(const struct steps *steps, uint32_t block)
{
    char mark[16];
    size_t size = (size_t)snprintf(mark, sizeof mark, "#%" PRIu32, block);

    for (unsigned i = 0; i < steps->count; i++)
        for (const char *at = steps->step[i].text; (at = strstr(at, mark));
             at += size)
            if (at[size] < '0' || at[size] > '9')
                return true;
    return false;
}

static void print_blocks(struct layout *l)
{
    unsigned told = 0;

    for (uint32_t i = 0; i < l->x->trace.block_count && told < 12; i++) {
        const struct heap_block *b = &l->x->trace.block[i];
        if (!mentions(l->steps, b->id))
            continue;
        text_wrap(l->out,
                  names_keep(l->names, "%s %s", told ? "and" : "where",
                             names_block_text(l->names, b) + strlen("block ")),
                  l->width, 6);
        told++;
    }
}

void table_print(FILE *out, struct names *names, const struct exploration *x,
                 const struct steps *steps, const struct step_ends *ends,
                 unsigned width, bool colour)
{
    struct layout l = {.out = out,
                       .names = names,
                       .x = x,
                       .steps = steps,
                       .ends = ends,
                       .colour = colour,
                       .width = width < 60 ? 60 : width};
    unsigned tail =
        steps->count > ROWS_MAX ? steps->count - (ROWS_MAX - ROWS_HEAD) : 0;

    layout_make(&l);
    print_head(&l);
    for (unsigned i = 0; i < steps->count; i++) {
        const struct step *s = &steps->step[i];
        int c = s->thread < LAYOUT_THREADS ? l.column[s->thread] : -1;
        if (tail && i >= ROWS_HEAD && i < tail) {
            fprintf(out, "     | … %u lines left out; the JSON has them\n",
                    tail - i);
            i = tail - 1;
            continue;
        }
        if (i && s->switched != SWITCH_NONE)
            print_switch(&l, s, s - 1);
        if (c >= 0)
            print_in_column(&l, s, c);
        else
            print_across(&l, s);
    }
    for (unsigned i = 0; ends && i < ends->count; i++)
        print_end(&l, &ends->end[i]);
    print_blocks(&l);
    if (steps->left_out)
        fprintf(out,
                "(%u step%s on memory that one thread alone touches %s "
                "left out)\n",
                steps->left_out, steps->left_out == 1 ? "" : "s",
                steps->left_out == 1 ? "is" : "are");
    if (x->trace.cut)
        fprintf(out, "(the schedule was longer: its rest was not stored)\n");
}
