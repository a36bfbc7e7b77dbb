// trace_layout.c - see trace_layout.h: how wide the columns are, and where a
// text that is too long goes on.
//
//   L1  A column is as wide as its longest text if there is room. If not, the
//       widest give way and long texts go on in the next line.
//   L2  Where columns would be narrower than COLUMN_MIN a text may run on over
//       the columns to its right, which are empty in that line.
//   L3  What T0 does alone, before and after the others, stands across all
//       columns.
#include "trace_layout.h"

#include <string.h>

enum {
    COLUMN_MIN = 18,
    RUN_ON_MIN = 28,  // for the text of the last column
    INDENT_MAX = 4,
};

// --- texts ------------------------------------------------------------------

unsigned text_length(const char *text)
{
    unsigned n = 0;

    for (; *text; text++)
        n += (*text & 0xc0) != 0x80;
    return n;
}

size_t text_character(const char *text)
{
    unsigned char first = (unsigned char)*text;
    size_t size = first < 0x80                     ? 1
                  : first >= 0xc2 && first <= 0xdf ? 2
                  : first >= 0xe0 && first <= 0xef ? 3
                  : first >= 0xf0 && first <= 0xf4 ? 4
                                                   : 0;

    for (size_t i = 1; i < size; i++)
        if ((text[i] & 0xc0) != 0x80)
            return 0;
    return size;
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

size_t text_cut(const char *text, unsigned width)
{
    size_t end = bytes_of(text, width), word = end, at;

    if (!text[end] || text[end] == ' ')
        return end;
    while (word && text[word - 1] != ' ')
        word--;
    if ((at = last_joint(text, word, end, false)))
        return at;
    if (word && strcspn(text + word, " ") + LAYOUT_INDENT <= width)
        return word - 1;
    at = last_joint(text, word, end, true);
    return at ? at : end;
}

// --- columns ----------------------------------------------------------------

unsigned layout_indent(const struct step *s)
{
    unsigned indent = s->depth * LAYOUT_INDENT;

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
    bool seen[LAYOUT_THREADS] = {false};
    bool main_too = acts_beside_others(l);

    for (unsigned i = 0; i < l->steps->count; i++)
        if (l->steps->step[i].thread < LAYOUT_THREADS)
            seen[l->steps->step[i].thread] = true;
    for (unsigned t = 0; t < LAYOUT_THREADS; t++) {
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
    int c = thread < LAYOUT_THREADS ? l->column[thread] : -1;

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
            s->place.line ? text_length(names_where(l->names, s->place)) : 0;
        if (where > l->where)
            l->where = where;
        widen(l, s->thread, text_length(s->text) + layout_indent(s));
    }
    for (unsigned i = 0; l->ends && i < l->ends->count; i++)
        widen(l, l->ends->end[i].thread, text_length(l->ends->end[i].text));
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

void layout_make(struct layout *l)
{
    choose_columns(l);
    measure(l);
    unsigned fixed = LAYOUT_NUMBER + 1 + l->where + 1;
    narrow(l, l->width > fixed + 20 ? l->width - fixed : 20);
    unsigned at = 0;
    for (unsigned c = 0; c < l->columns; c++) {
        l->start[c] = at;
        at += l->column_width[c] + 3;
    }
    l->table = at;
}

unsigned layout_cell(const struct layout *l, int c, unsigned indent)
{
    unsigned width =
        l->runs_on ? l->table - l->start[c] - 3 : l->column_width[c];

    return width > indent + 4 ? width - indent : 4;
}
