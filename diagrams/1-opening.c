// Shows: thirty pairs of bars, each a run of two writers. The second writer
// begins a little later in each. Where its first look falls into the shaded
// stretch, in which the first writer's flag is up, the bar is red and the
// process dies. In all others, although most overlap, nobody notices.
#include <stdbool.h>
#include <stdio.h>

// The lengths of the parts of a write, in steps of the picture.
enum { BEFORE = 5, GUARDED = 9, AFTER = 2, WHOLE = BEFORE + GUARDED + AFTER };
enum { RUNS = 30, UNIT = 15, ROW = 8, TOP = 6, LEFT = 8 };
enum {
    WIDTH = 2 * LEFT + (RUNS + WHOLE) * UNIT,
    HEIGHT = 2 * TOP + RUNS * ROW
};

static void bar(int from, int length, int y, const char *colour)
{
    printf("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"1\" "
           "fill=\"%s\"/>\n",
           LEFT + from * UNIT, y, length * UNIT - 2, ROW - 3, colour);
}

// Writer 1 begins when half of the runs' starts have passed.
static void run(int n)
{
    const int first = RUNS / 2;
    bool caught = n >= first + BEFORE && n < first + BEFORE + GUARDED;
    bool overlap = n > first - WHOLE && n < first + WHOLE;
    bar(n, WHOLE, TOP + n * ROW,
        n == first ? "black"
        : caught   ? "crimson"
        : overlap  ? "gray"
                   : "lightgray");
}

int main(void)
{
    printf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
           "height=\"%d\" viewBox=\"0 0 %d %d\">\n",
           WIDTH, HEIGHT, WIDTH, HEIGHT);
    printf("<rect x=\"%d\" y=\"0\" width=\"%d\" height=\"%d\" "
           "fill=\"mistyrose\"/>\n",
           LEFT + (RUNS / 2 + BEFORE) * UNIT, GUARDED * UNIT, HEIGHT);
    for (int n = 0; n < RUNS; n++)
        run(n);
    printf("</svg>\n");
    return 0;
}
