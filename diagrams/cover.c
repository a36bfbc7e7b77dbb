// Shows: a grid of crossings. Each path from left to right is one order in
// which two writers can take their steps; the thicker a line, the more orders
// pass along it. Red lines lead to a map that lost a key and said nothing. Dots
// are the places where the map's check ends the process.
//
// Every order of two guarded writes is run on a model of the map's header: the
// flag is toggled and the count is raised, each by a read and a later write.
#include <stdbool.h>
#include <stdio.h>

enum { STEPS = 9, WIDTH = 720, HEIGHT = 400, MARGIN = 14 };

struct writer {
    int done;        // steps taken
    bool flag_seen;  // read, not yet written back
    int count_seen;
};

struct header {
    bool flag;
    int count;
};

// How often a line was crossed by orders that end well, and by those that end
// in a silent loss; how often the check fired at a crossing.
static unsigned well[2][STEPS + 1][STEPS + 1];
static unsigned lost[2][STEPS + 1][STEPS + 1];
static unsigned fired[STEPS + 1][STEPS + 1];

// One step. Returns: false if it was a check that fired.
static bool step(struct writer *w, struct header *h)
{
    switch (w->done++) {
    case 0:  // on entry: is another writer at work?
        return !h->flag;
    case 1:  // hash
        return true;
    case 2:
    case 7:
        w->flag_seen = h->flag;
        return true;
    case 3:
    case 8:
        h->flag = !w->flag_seen;
        return true;
    case 4:
        w->count_seen = h->count;
        return true;
    case 5:
        h->count = w->count_seen + 1;
        return true;
    default:  // before leaving: did someone else lower the flag?
        return h->flag;
    }
}

struct outcome {
    unsigned well, lost;
};

// Run every order from here on, and note what passed along each line.
static struct outcome explore(const struct writer w[2], struct header h)
{
    struct outcome sum = {0, 0};
    if (w[0].done == STEPS && w[1].done == STEPS)
        return (struct outcome){h.count == 2, h.count != 2};
    for (int id = 0; id < 2; id++) {
        if (w[id].done == STEPS)
            continue;
        struct writer next[2] = {w[0], w[1]};
        struct header then = h;
        if (!step(&next[id], &then)) {
            fired[next[0].done][next[1].done]++;
            continue;
        }
        struct outcome o = explore(next, then);
        well[id][w[0].done][w[1].done] += o.well;
        lost[id][w[0].done][w[1].done] += o.lost;
        sum = (struct outcome){sum.well + o.well, sum.lost + o.lost};
    }
    return sum;
}

// --- drawing ---------------------------------------------------------------

static double x_of(int a, int b)
{
    return MARGIN + (a + b) * (WIDTH - 2.0 * MARGIN) / (2 * STEPS);
}

static double y_of(int a, int b)
{
    return HEIGHT / 2.0 + (b - a) * (HEIGHT - 2.0 * MARGIN) / (2 * STEPS);
}

// Between 0 and 1, growing fast at first (the curve n / (n + half)).
static double weight(unsigned n)
{
    return n / (n + 900.0);
}

static void line(int id, int a, int b, unsigned n, const char *colour,
                 double widest)
{
    int to_a = a + (id == 0), to_b = b + (id == 1);
    if (n == 0)
        return;
    printf("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" "
           "stroke=\"%s\" stroke-width=\"%.2f\" stroke-linecap=\"round\"/>\n",
           x_of(a, b), y_of(a, b), x_of(to_a, to_b), y_of(to_a, to_b), colour,
           0.5 + widest * weight(n));
}

static void lines(int id, int a, int b)
{
    line(id, a, b, well[id][a][b], "black", 5);
    line(id, a, b, lost[id][a][b], "crimson", 5);
}

static void dot(int a, int b)
{
    if (fired[a][b] > 0)
        printf("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"white\" "
               "stroke=\"crimson\" stroke-width=\"2\"/>\n",
               x_of(a, b), y_of(a, b), 2.5 + 7 * weight(fired[a][b]));
}

int main(void)
{
    struct writer writers[2] = {{0, false, 0}, {0, false, 0}};
    explore(writers, (struct header){false, 0});

    printf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
           "height=\"%d\" viewBox=\"0 0 %d %d\">\n",
           WIDTH, HEIGHT, WIDTH, HEIGHT);
    for (int id = 0; id < 2; id++)
        for (int a = 0; a <= STEPS; a++)
            for (int b = 0; b <= STEPS; b++)
                lines(id, a, b);
    for (int a = 0; a <= STEPS; a++)
        for (int b = 0; b <= STEPS; b++)
            dot(a, b);
    printf("</svg>\n");
    return 0;
}
