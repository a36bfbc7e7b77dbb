// play_tree.c - the small schedules of a game as a tree, for a page.
//
//   P1  node[i] is printed as number i; its children stand behind it.
#define _POSIX_C_SOURCE 200809L  // open_memstream
#include "play.h"

#include "layout.h"
#include "play_view.h"
#include "trace_json.h"
#include "trace_report.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { NODES_MOST = 3000, PICKS_MOST = 200, END_MAX = 1200 };

struct node {
    char *step;                  // what led here, as JSON; NULL at the root
    char *end;                   // what is said where nothing follows, or NULL
    uint32_t next[THREADS_MAX];  // 0: that thread may not be chosen
};

static struct node node[NODES_MOST];
static uint32_t nodes;
static bool cut;
static struct explore_options steer;
static uint8_t picked[PICKS_MOST];

// --- text in memory ----------------------------------------------------------

static FILE *begin_text(char **text, size_t *size)
{
    FILE *out = open_memstream(text, size);

    if (out)
        return out;
    fprintf(stderr, "play: no memory for the tree\n");
    exit(1);
}

static char *copy(const char *text)
{
    char *made;
    size_t size;
    FILE *out = begin_text(&made, &size);

    fputs(text, out);
    fclose(out);
    return made;
}

// --- one step ----------------------------------------------------------------

// Calls inside the program are told by what is done in them.
static bool is_told(const struct view *v, const struct step *s, uint32_t from)
{
    return view_is_news(v, s, from) &&
           v->x->trace.event[s->event].kind != EVENT_ENTER;
}

// A stretch of steps that one thread does in a row, and what T0 does after it.
struct stretch {
    uint16_t thread;
    unsigned begin, end;  // of view->steps
};

static bool belongs(const struct stretch *s, const struct step *step)
{
    return step->thread == s->thread || step->thread == 0;
}

// The stretch that begins at step `begin`; thread is that of its first step
// told, or `ran` if there is none.
static struct stretch next_stretch(const struct view *v, uint32_t from,
                                   unsigned begin, uint16_t ran)
{
    struct stretch s = {ran, begin, begin};
    bool any = false;

    for (; s.end < v->steps.count; s.end++) {
        const struct step *step = &v->steps.step[s.end];
        if (!is_told(v, step, from))
            continue;
        if (!any && step->thread)
            s.thread = step->thread;
        if (!belongs(&s, step))
            break;
        any = true;
    }
    return s;
}

static const char *in_words(const struct view *v, const struct step *s)
{
    return s->thread ? s->text : names_keep(v->names, "T0: %s", s->text);
}

// The stretch in one line; its place is that of the first step that has one.
static const char *join(const struct view *v, uint32_t from,
                        const struct stretch *stretch,
                        const struct step **first)
{
    const char *text = "", *before = "";

    *first = NULL;
    for (unsigned i = stretch->begin; i < stretch->end; i++) {
        const struct step *s = &v->steps.step[i];
        if (!is_told(v, s, from) || strcmp(s->text, before) == 0)
            continue;
        before = s->text;
        text = names_keep(v->names, "%s%s%s", text, *text ? "; " : "",
                          in_words(v, s));
        if (!*first && s->place.line && !view_is_recorded_call(v, s))
            *first = s;
    }
    return text;
}

static void print_place(FILE *out, const struct step *first)
{
    if (!first)
        return;
    fprintf(out, ",\"file\":");
    json_string(out, first->place.path);
    fprintf(out, ",\"line\":%d,\"source\":", first->place.line);
    json_string(out, first->source);
}

static void print_state(FILE *out, const struct view *v)
{
    const char *comma = "", *name;

    fprintf(out, ",\"map\":");
    json_string(out, v->moment->shown);
    fprintf(out, ",\"locks\":[");
    for (uint16_t t = 0; t < v->moment->count; t++)
        for (unsigned i = 0; (name = view_lock(v, t, i)); i++, comma = ",") {
            fprintf(out, "%s{\"name\":", comma);
            json_string(out, name);
            fprintf(out, ",\"held_by\":\"T%u\"}", t);
        }
    fprintf(out, "]");
}

// What is in the map and who holds what is known after the last stretch.
static char *describe(const struct view *v, uint32_t from,
                      const struct stretch *stretch, bool forced)
{
    char *text;
    size_t size;
    FILE *out = begin_text(&text, &size);
    const struct step *first;

    fprintf(out, "{\"thread\":%u,\"text\":", stretch->thread);
    json_string(out, join(v, from, stretch, &first));
    print_place(out, first);
    fprintf(out, ",\"switch\":%s", forced ? "\"forced\"" : "false");
    if (v->moment->reached && stretch->end == v->steps.count)
        print_state(out, v);
    fprintf(out, "}");
    fclose(out);
    return text;
}

static char *describe_end(const struct exploration *x)
{
    char text[END_MAX];

    if (x->answer == ANSWER_CLEAN)
        return copy("In this order every promise is kept.");
    report_sentence(text, sizeof text, x);
    return copy(text);
}

// --- the tree ----------------------------------------------------------------

// What a moment says, kept while its branches are run.
struct branch {
    uint32_t number;  // of its node
    uint32_t events;
    bool open[THREADS_MAX], costs[THREADS_MAX];
};

static void note_branches(struct branch *b, const struct moment *m)
{
    b->events = m->events;
    for (uint32_t t = 0; t < m->count; t++) {
        b->costs[t] = m->thread[t].costs;
        b->open[t] =
            m->thread[t].can_run && m->forced + b->costs[t] <= steer.bound;
    }
}

// A node for each stretch after the choice of `ran`: where only one thread can
// go on, nobody is asked, and yet it is a step of its own. Returns: the last.
static uint32_t add_stretches(const struct exploration *x,
                              const struct branch *from, uint16_t ran)
{
    struct view v;
    struct stretch s = {.thread = ran};
    uint32_t parent = from->number;

    view_open(&v, x);
    do {
        bool forced = parent == from->number && from->costs[ran];
        s = next_stretch(&v, from->events, s.end, ran);
        node[parent].next[s.thread] = nodes;
        parent = nodes++;
        node[parent] =
            (struct node){.step = describe(&v, from->events, &s, forced)};
    } while (s.end < v.steps.count && nodes < NODES_MOST);
    cut |= s.end < v.steps.count;
    view_close(&v);
    return parent;
}

// Add what follows if `ran` is chosen at `from`, which the picks lead to.
static void grow(const struct branch *from, uint16_t ran)
{
    const struct exploration *x;
    struct branch b = {0};

    if (nodes == NODES_MOST || steer.picks == PICKS_MOST) {
        cut = true;
        return;
    }
    x = explore(&steer);
    b.number = from ? add_stretches(x, from, ran) : nodes++;
    if (!x->moment || !x->moment->reached) {
        node[b.number].end = describe_end(x);
        return;
    }
    note_branches(&b, x->moment);
    for (uint16_t t = 1; t < THREADS_MAX; t++) {
        if (!b.open[t])
            continue;
        picked[steer.picks++] = (uint8_t)t;
        grow(&b, t);
        steer.picks--;
    }
}

static void print_node(FILE *out, const struct node *n)
{
    const char *comma = "";

    fprintf(out, "{\"next\":{");
    for (unsigned t = 1; t < THREADS_MAX; t++)
        if (n->next[t]) {
            fprintf(out, "%s\"%u\":%" PRIu32, comma, t, n->next[t]);
            comma = ",";
        }
    fprintf(out, "}");
    if (n->step)
        fprintf(out, ",\"step\":%s", n->step);
    if (n->end) {
        fprintf(out, ",\"end\":");
        json_string(out, n->end);
    }
    fprintf(out, "}");
}

static char *print_tree(void)
{
    char *text;
    size_t size;
    FILE *out = begin_text(&text, &size);

    fprintf(out, "\"tree\":{\"bound\":%u,\"cut\":%s,\"nodes\":[", steer.bound,
            cut ? "true" : "false");
    for (uint32_t i = 0; i < nodes; i++) {
        fprintf(out, "%s\n", i ? "," : "");
        print_node(out, &node[i]);
        free(node[i].step);
        free(node[i].end);
    }
    fprintf(out, "]}");
    fclose(out);
    return text;
}

int play_tree(FILE *out, const struct explore_options *game)
{
    const struct exploration *x;
    char *tree;

    steer = *game;
    steer.mode = EXPLORE_STEER;
    steer.pick = picked;
    nodes = 0;
    grow(NULL, 0);
    tree = print_tree();
    x = explore(game);
    report_json_with(out, x, tree);
    free(tree);
    if (cut)
        fprintf(stderr, "play: the tree is cut at %u nodes\n", nodes);
    return x->answer == ANSWER_FAILED ? 0 : 1;
}
