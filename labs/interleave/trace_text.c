// trace_text.c - the table: one column a thread, time going down.
//
//   L1  A column is as wide as its longest text if there is room. If not, the
//       widest give way and long texts go on in the next line.
//   L2  Where columns would be narrower than COLUMN_MIN a text may run on over
//       the columns to its right, which are empty in that line.
//   L3  What T0 does alone, before and after the others, stands across all
//       columns.
#include "trace_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    COLUMN_MIN = 18,
    RUN_ON_MIN = 28,  // for the text of the last column
    NUMBER = 5,       // width of the step numbers
    THREADS = 256,
    INDENT = 2,
    INDENT_MAX = 4,
    ROWS_MAX = 600,  // of a table; more are cut in the middle
    ROWS_HEAD = 100,
};

struct layout {
    FILE *out;
    struct names *names;
    const struct exploration *x;
    const struct steps *steps;
    const struct step_ends *ends;
    bool colour;
    unsigned width;
    unsigned columns;
    int column[THREADS];  // of a thread, -1: none
    uint16_t thread[THREADS];
    unsigned start[THREADS], column_width[THREADS];
    unsigned table;  // width of all columns
    unsigned where;  // width of file:line
    bool runs_on;    // L2
};

// --- widths ------------------------------------------------------------------

// Characters, not bytes.
static unsigned length(const char *text)
{
    unsigned n = 0;

    for (; *text; text++)
        n += (*text & 0xc0) != 0x80;
    return n;
}

static unsigned indent_of(const struct step *s)
{
    unsigned indent = s->depth * INDENT;

    return indent < INDENT_MAX ? indent : INDENT_MAX;
}

static bool acts_beside_others(const struct layout *l)
{
    bool others = false;

    for (unsigned i = 0; i < l->steps->count; i++) {
        const struct step *s = &l->steps->step[i];
        others |= s->thread != 0;
        if (s->thread || !others || !strcmp(s->kind, "create") ||
            !strcmp(s->kind, "join") || !strcmp(s->kind, "blocked") ||
            !strcmp(s->kind, "call") || !strcmp(s->kind, "fold"))
            continue;
        for (unsigned k = i + 1; k < l->steps->count; k++)
            if (l->steps->step[k].thread)
                return true;
    }
    return false;
}

static void choose_columns(struct layout *l)
{
    bool seen[THREADS] = {false};
    bool main_too = acts_beside_others(l);

    for (unsigned i = 0; i < l->steps->count; i++)
        if (l->steps->step[i].thread < THREADS)
            seen[l->steps->step[i].thread] = true;
    for (unsigned t = 0; t < THREADS; t++) {
        l->column[t] = -1;
        if (!seen[t] || (t == 0 && !main_too))
            continue;
        l->column[t] = (int)l->columns;
        l->thread[l->columns++] = (uint16_t)t;
    }
    if (l->columns == 0 && seen[0]) {
        l->column[0] = 0;
        l->columns = 1;
    }
}

static void widen(struct layout *l, uint16_t thread, unsigned width)
{
    int c = thread < THREADS ? l->column[thread] : -1;

    if (c >= 0 && l->column_width[c] < width)
        l->column_width[c] = width;
}

static void measure(struct layout *l)
{
    for (unsigned c = 0; c < l->columns; c++)
        l->column_width[c] = 4;
    l->where = 6;
    for (unsigned i = 0; i < l->steps->count; i++) {
        const struct step *s = &l->steps->step[i];
        unsigned where =
            s->place.line ? length(names_where(l->names, s->place)) : 0;
        if (where > l->where)
            l->where = where;
        widen(l, s->thread, length(s->text) + indent_of(s));
    }
    for (unsigned i = 0; l->ends && i < l->ends->count; i++)
        widen(l, l->ends->end[i].thread, length(l->ends->end[i].text));
}

static unsigned total(const struct layout *l)
{
    unsigned sum = 0;

    for (unsigned c = 0; c < l->columns; c++)
        sum += l->column_width[c] + 3;
    return sum;
}

static void narrow(struct layout *l, unsigned room)
{
    while (total(l) > room) {
        unsigned widest = 0;
        for (unsigned c = 1; c < l->columns; c++)
            if (l->column_width[c] > l->column_width[widest])
                widest = c;
        if (l->column_width[widest] <= COLUMN_MIN)
            break;
        l->column_width[widest]--;
    }
    if (total(l) <= room)
        return;
    l->runs_on = true;
    unsigned rest = room > RUN_ON_MIN + 3 ? room - RUN_ON_MIN - 3 : 0;
    unsigned stride = l->columns > 1 ? rest / (l->columns - 1) : rest;
    for (unsigned c = 0; c + 1 < l->columns; c++)
        l->column_width[c] = stride > 6 ? stride - 3 : 3;
    l->column_width[l->columns - 1] = RUN_ON_MIN;
}

static void lay_out(struct layout *l)
{
    choose_columns(l);
    measure(l);
    unsigned fixed = NUMBER + 1 + l->where + 1;
    narrow(l, l->width > fixed + 20 ? l->width - fixed : 20);
    unsigned at = 0;
    for (unsigned c = 0; c < l->columns; c++) {
        l->start[c] = at;
        at += l->column_width[c] + 3;
    }
    l->table = at;
}

void text_wrap(FILE *out, const char *text, unsigned width, unsigned indent)
{
    unsigned at = 0;
    bool fresh = true;

    while (*text) {
        size_t bytes = strcspn(text, " ");
        unsigned word = 0;
        for (size_t i = 0; i < bytes; i++)
            word += (text[i] & 0xc0) != 0x80;
        if (!fresh && at + 1 + word > width) {
            fprintf(out, "\n%*s", (int)indent, "");
            at = indent;
            fresh = true;
        }
        if (!fresh)
            fputc(' ', out);
        fwrite(text, 1, bytes, out);
        at += word + !fresh;
        fresh = false;
        text += bytes;
        text += *text == ' ';
    }
    fputc('\n', out);
}

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

// The bytes of the first `width` characters.
static size_t bytes_of(const char *text, unsigned width)
{
    size_t at = 0;

    for (unsigned n = 0; text[at] && n < width; n++) {
        at++;
        while ((text[at] & 0xc0) == 0x80)
            at++;
    }
    return at;
}

static bool is_joint(const char *at)
{
    return *at == '.' || *at == '[' || (at[0] == '-' && at[1] == '>');
}

// Where a name may be cut: `map|->buckets|[0]|.count`, else
// `load_|and_|delete`.
static size_t last_joint(const char *text, size_t from, size_t end,
                         bool in_word)
{
    for (size_t at = end; at > from + 1; at--)
        if (in_word ? text[at - 1] == '_' : is_joint(text + at))
            return at;
    return 0;
}

// How many bytes of text go into a line of `width` characters.
static size_t cut(const char *text, unsigned width)
{
    size_t end = bytes_of(text, width), word = end, at;

    if (!text[end] || text[end] == ' ')
        return end;
    while (word && text[word - 1] != ' ')
        word--;
    if ((at = last_joint(text, word, end, false)))
        return at;
    if (word && strcspn(text + word, " ") + INDENT <= width)
        return word - 1;
    at = last_joint(text, word, end, true);
    return at ? at : end;
}

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

static unsigned cell_width(const struct layout *l, int c, unsigned indent)
{
    unsigned width =
        l->runs_on ? l->table - l->start[c] - 3 : l->column_width[c];

    return width > indent + 4 ? width - indent : 4;
}

static void print_source(struct layout *l, const struct step *s)
{
    unsigned left = NUMBER + l->table + 2;

    if (!s->place.line)
        return;
    const char *where = names_where(l->names, s->place);
    fprintf(l->out, " %s", where);
    if (*s->source && left + l->where + 2 + length(s->source) <= l->width) {
        pad(l->out, length(where), l->where);
        fprintf(l->out, "  %s%s%s", paint(l, DIM), s->source, paint(l, PLAIN));
    }
}

// A line of a step ends without the spaces that nothing follows.
static void print_number(struct layout *l, const struct step *s, bool first)
{
    if (first && !s->folded)
        fprintf(l->out, "%4" PRIu32 "%s", s->event, s->marked ? "!" : " ");
    else
        pad(l->out, 0, NUMBER);
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
    unsigned indent = indent_of(s);
    bool first = true;

    do {
        unsigned more = first ? 0 : INDENT;
        unsigned width = cell_width(l, c, indent + more);
        size_t bytes = cut(text, width);
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
        unsigned indent = first ? 0 : INDENT;
        size_t bytes = cut(text, l->table - 3 - indent);
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
    int c = before->thread < THREADS ? l->column[before->thread] : -1;

    if (s->switched == SWITCH_FORCED)
        text = "-- forced switch --";
    else if (s->switched == SWITCH_YIELDED && strcmp(before->kind, "yield") &&
             strcmp(before->kind, "sleep"))
        text = "-- lets others go --";
    if (!text)
        return;
    pad(l->out, 0, NUMBER);
    if (c < 0)
        fprintf(l->out, "| %s", text);
    else
        print_cells(l, c, text, strlen(text), 0,
                    s->switched == SWITCH_FORCED ? paint(l, YELLOW) : "");
    fputc('\n', l->out);
}

static void print_rule(struct layout *l)
{
    for (unsigned i = 0; i < NUMBER; i++)
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
    int c = end->thread < THREADS ? l->column[end->thread] : -1;
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

    lay_out(&l);
    print_head(&l);
    for (unsigned i = 0; i < steps->count; i++) {
        const struct step *s = &steps->step[i];
        int c = s->thread < THREADS ? l.column[s->thread] : -1;
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
