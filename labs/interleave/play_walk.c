// play_walk.c - see play_walk.h: what the keys do.
#include "play_walk.h"

#include "play_keys.h"
#include "play_screen.h"

static void move(struct walk *w, unsigned to, const char *why_not)
{
    if (to == w->at) {
        printf("%s\n", why_not);
        return;
    }
    w->at = to;
    walk_show(w);
}

static unsigned next_switch(const struct walk *w)
{
    for (unsigned i = w->at + 1; i < w->steps.count; i++)
        if (w->steps.step[i].switched == SWITCH_FORCED)
            return i;
    return w->at;
}

// Returns: false to leave.
static bool obey(struct walk *w, int key)
{
    static const char first[] = "This is the beginning.";
    static const char last[] = "This is the end.";

    if (key == 'n' || key == KEYS_FORWARD)
        move(w, w->at < w->last ? w->at + 1 : w->at, last);
    else if (key == 'u' || key == KEYS_BACK)
        move(w, w->at ? w->at - 1 : 0, first);
    else if (key == 'r')
        move(w, 0, first);
    else if (key == 'e')
        move(w, w->last, last);
    else if (key == 's')
        move(w, next_switch(w), "No forced switch follows.");
    else if (key == '?')
        walk_help();
    else if (key != 'q' && key != KEYS_ENDED)
        printf("There are n, u, r, e, s, q, and ? for help.\n");
    return key != 'q' && key != KEYS_ENDED;
}

void walk_through(const struct exploration *x)
{
    struct teller t = {names_open(&x->trace), x};
    struct walk w = {.t = &t,
                     .steps = steps_of(t.names, x),
                     .ends = tell_ends(&t, x->failure)};

    if (w.steps.count) {
        w.last = w.steps.count - (w.ends.count == 0);
        keys_open();
        walk_show(&w);
        while (obey(&w, screen_ask("\nn next, u back, s switch, q leave, "
                                   "? all keys:")))
            ;
        keys_close();
    }
    steps_free(&w.steps);
    names_close(t.names);
}
