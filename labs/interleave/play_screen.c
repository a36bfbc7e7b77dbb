// play_screen.c - see play_screen.h. Plain lines of at most WIDTH characters,
// one block after the other: a terminal, a pipe and a screen reader see the
// same.
#include "play_screen.h"

#include "play_keys.h"
#include "play_view.h"
#include "trace_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 78, INDENT = 4, INDENT_MAX = 8 };

// --- lines -------------------------------------------------------------------

void screen_line(struct names *names, unsigned indent, const char *text,
                 struct place place)
{
    const char *where = place.line ? names_where(names, place) : "";
    unsigned used = indent + text_length(text), right = text_length(where);
    int gap = used + right + 2 <= WIDTH ? (int)(WIDTH - used - right) : 2;

    if (right)
        printf("%*s%s%*s%s\n", (int)indent, "", text, gap, "", where);
    else
        printf("%*s%s\n", (int)indent, "", text);
}

const char *screen_switches(unsigned count)
{
    static char text[40];

    snprintf(text, sizeof text, "%u forced switch%s", count,
             count == 1 ? "" : "es");
    return text;
}

void screen_rule(const char *head, unsigned forced)
{
    const char *count = screen_switches(forced);
    unsigned used = text_length(head) + 4;

    printf("\n-- %s ", head);
    for (; used + text_length(count) + 4 < WIDTH; used++)
        putchar('-');
    printf(" %s --\n", count);
}

int screen_ask(const char *question)
{
    int key;

    printf("%s ", question);
    fflush(stdout);
    key = keys_next();
    if (key == KEYS_ENDED)
        printf("(no more keys)\n");
    else if (key > ' ' && key < 0x7f)
        printf("%c\n", key);
    else if (key == KEYS_FORWARD || key == KEYS_BACK)
        printf("(an arrow)\n");
    else
        printf("(a key that means nothing here)\n");
    return key;
}

void screen_say(const char *text)
{
    text_wrap(stdout, text, WIDTH, 0);
}

void screen_list(const char *head, const char *text)
{
    unsigned indent = text_length(head) + 4;

    printf("  %s  ", head);
    text_wrap(stdout, text, WIDTH - indent, indent);
}

void screen_help(void)
{
    printf("\n"
           "  1 2 3  let that thread run until it is about to take a lock, to "
           "wait, or to take\n"
           "         an atomic step; what it does on the way is shown\n"
           "  u      one step back\n"
           "  r      from the beginning\n"
           "  q      leave\n"
           "A forced switch takes the processor from a thread that could go "
           "on. To choose\n"
           "who goes on when one waits or has ended is free. KEYS=1122 on the "
           "command line\n"
           "gives the keys in advance.\n");
}

// --- what happened -----------------------------------------------------------

static void rule(uint16_t ran, unsigned forced)
{
    char head[24];

    snprintf(head, sizeof head, "T%u ran", ran);
    screen_rule(head, forced);
}

static void print_step(const struct view *v, const struct step *s,
                       const char *text)
{
    unsigned depth = s->depth * 2u > INDENT_MAX ? INDENT_MAX : s->depth * 2u;
    bool has_place = !view_is_recorded_call(v, s);

    screen_line(v->names, INDENT + depth, text,
                has_place ? s->place : (struct place){0});
}

// A thread that was not chosen is named: it ran because no other could.
static void print_steps(const struct view *v, uint32_t from, uint16_t ran)
{
    for (unsigned i = 0; i < v->steps.count; i++) {
        const struct step *s = &v->steps.step[i];
        if (!view_is_news(v, s, from))
            continue;
        if (s->thread == ran)
            print_step(v, s, s->text);
        else
            print_step(v, s,
                       names_keep(v->names, "T%u: %s", s->thread, s->text));
    }
}

// --- where everybody stands --------------------------------------------------

static void print_state(const struct view *v)
{
    bool any = false;

    printf("\n");
    if (*v->moment->shown)
        printf("  map    %s\n", v->moment->shown);
    for (uint16_t t = 0; t < v->moment->count; t++) {
        const char *name;
        for (unsigned i = 0; (name = view_lock(v, t, i)); i++) {
            printf("%s%s held by T%u", any ? ", " : "  locks  ", name, t);
            any = true;
        }
    }
    printf("%s\n", any ? "" : "  locks  none is held");
}

static void print_head(const struct view *v, uint16_t thread)
{
    const struct standing *s = &v->moment->thread[thread];
    const char *call = view_call(v, thread);

    if (s->can_run)
        printf("  [%u] T%u", thread, thread);
    else
        printf("   -  T%u", thread);
    if (s->ended)
        printf("  has ended");
    else if (!s->started)
        printf("  has not started");
    else if (call)
        printf("  in %s", call);
    printf("%s\n", s->costs ? "  (a forced switch)" : "");
}

static void print_standing(const struct view *v, uint16_t thread)
{
    const struct standing *s = &v->moment->thread[thread];
    const struct step *last = view_last(v, thread);
    struct place place;

    print_head(v, thread);
    if (!s->started || s->ended)
        return;
    if (last)
        screen_line(v->names, 6, names_keep(v->names, "did   %s", last->text),
                    last->place);
    place = view_place(v, thread);
    screen_line(v->names, 6,
                names_keep(v->names, "next  %s", view_next(v, thread)), place);
    if (place.line)
        printf("            %s\n", names_source(v->names, place));
}

// --- the screens -------------------------------------------------------------

void screen_calls(const struct exploration *x)
{
    struct names *names = names_open(&x->trace);

    for (uint16_t t = 1; t < x->trace.thread_count; t++)
        for (uint32_t i = 0; i < x->trace.event_count; i++) {
            const struct event *e = &x->trace.event[i];
            if (e->thread == t && e->kind == EVENT_CALL)
                printf("  T%u calls %s\n", t, names_clean(names, e->text));
        }
    names_close(names);
}

void screen_moment(const struct exploration *x, uint32_t from, uint16_t ran)
{
    struct view v;

    view_open(&v, x);
    if (ran != THREAD_NONE) {
        rule(ran, v.moment->forced);
        print_steps(&v, from, ran);
    }
    print_state(&v);
    for (uint16_t t = 1; t < v.moment->count; t++)
        print_standing(&v, t);
    view_close(&v);
}

void screen_end(const struct exploration *x, uint32_t from, uint16_t ran)
{
    struct view v;

    view_open(&v, x);
    rule(ran, x->trace.forced_switches);
    print_steps(&v, from, ran);
    printf("\n");
    view_close(&v);
}
