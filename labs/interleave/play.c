// play.c - see play.h.
#include "play.h"

#include "play_keys.h"
#include "play_screen.h"
#include "trace_report.h"

#include <inttypes.h>

enum { PICKS_MAX = 1000, SENTENCE = 1200 };

struct player {
    struct explore_options steer;
    uint8_t pick[PICKS_MAX];
    uint32_t events[PICKS_MAX + 1];  // of the trace after so many picks
    uint32_t picks;
    uint32_t fewest;  // forced switches that break the promise, as the search
                      // found it
    bool has_fewest;
    bool won;   // once at least
    bool left;  // by the key for it
};

enum next { GO_ON, LEAVE };

// --- what the search says ----------------------------------------------------

// Returns: whether the program can be judged at all.
static bool ask_the_search(struct player *p, const struct explore_options *game)
{
    const struct exploration *x = explore(game);
    char reason[SENTENCE];

    p->has_fewest = x->answer == ANSWER_FAILED;
    p->fewest = x->trace.forced_switches;
    if (x->answer != ANSWER_UNJUDGED)
        return true;
    report_reason(reason, sizeof reason, x);
    screen_say(reason);
    return false;
}

static void compare(const struct player *p, uint32_t forced)
{
    printf("You needed %s", screen_switches(forced));
    if (!p->has_fewest || forced < p->fewest)
        printf("; the explorer, searching, found none with so few.\n");
    else if (forced > p->fewest)
        printf("; %" PRIu32 " %s enough.\n", p->fewest,
               p->fewest == 1 ? "is" : "are");
    else if (forced)
        printf("; the explorer found no order with fewer.\n");
    else
        printf(": it is the order alone.\n");
}

// --- one schedule ------------------------------------------------------------

static const struct exploration *run(struct player *p)
{
    const struct exploration *x;

    p->steer.picks = p->picks;
    x = explore(&p->steer);
    if (x->moment && x->moment->reached)
        p->events[p->picks] = x->moment->events;
    return x;
}

static uint16_t chosen_last(const struct player *p)
{
    return p->picks ? p->pick[p->picks - 1] : THREAD_NONE;
}

static uint32_t events_before(const struct player *p)
{
    return p->picks ? p->events[p->picks - 1] : 0;
}

// --- keys --------------------------------------------------------------------

static void pick(struct player *p, const struct moment *m, int key)
{
    unsigned thread = (unsigned)(key - '0');

    if (key < '1' || key > '9' || thread >= m->count)
        printf("There are the keys of the threads, u, r, q, and ? for help.\n");
    else if (m->thread[thread].ended)
        printf("T%u has ended.\n", thread);
    else if (!m->thread[thread].can_run)
        printf("T%u waits and cannot run now.\n", thread);
    else if (p->picks == PICKS_MAX)
        printf("This goes on for too long: u, r or q.\n");
    else
        p->pick[p->picks++] = (uint8_t)thread;
}

// The keys that mean the same everywhere. Returns: whether key was one.
static bool is_common(struct player *p, int key, enum next *next)
{
    *next = key == 'q' || key == KEYS_ENDED ? LEAVE : GO_ON;
    p->left |= key == 'q';
    if (key == 'u' && p->picks)
        p->picks--;
    else if (key == 'u')
        printf("This is the beginning.\n");
    else if (key == 'r')
        p->picks = 0;
    else if (key == '?')
        screen_help();
    else if (*next == GO_ON)
        return false;
    return true;
}

static enum next choose(struct player *p, const struct moment *m)
{
    enum next next;
    int key = screen_ask("\nWho runs next?");

    if (!is_common(p, key, &next))
        pick(p, m, key);
    return next;
}

static enum next offer_another(struct player *p, const char *question)
{
    enum next next = GO_ON;
    uint32_t picks = p->picks;

    while (next == GO_ON && p->picks == picks) {
        int key = screen_ask(question);
        if (!is_common(p, key, &next))
            printf("Here are u, r, q, and ? for help.\n");
    }
    return next;
}

// --- the end of a schedule ---------------------------------------------------

static enum next tell_broken(struct player *p, const struct exploration *x)
{
    uint32_t forced = x->trace.forced_switches;
    char sentence[SENTENCE];

    report_sentence(sentence, sizeof sentence, x);
    printf("You broke it.\n");
    screen_say(sentence);
    printf("\n");
    compare(p, forced);
    printf("The token of this order; make replay TOKEN=... shows it again:\n\n"
           "    %s\n\n",
           x->token);
    p->won = true;
    if (!p->has_fewest || forced <= p->fewest)
        return LEAVE;
    return offer_another(p, "With fewer? r begins again, u takes one step "
                            "back, q leaves:");
}

static enum next tell_end(struct player *p, const struct exploration *x)
{
    char reason[SENTENCE];

    screen_end(x, events_before(p), chosen_last(p));
    if (x->answer == ANSWER_FAILED)
        return tell_broken(p, x);
    if (x->answer == ANSWER_CLEAN) {
        printf("In this order every promise is kept.\n");
    } else {
        report_reason(reason, sizeof reason, x);
        screen_say(reason);
    }
    return offer_another(p, "r begins again, u takes one step back, q leaves:");
}

// --- the game ----------------------------------------------------------------

static void introduce(struct player *p)
{
    screen_calls(run(p));
    printf("\nBreak what was promised, with as few forced switches as you can. "
           "The keys of\nthe threads say who runs; ? explains.\n");
}

static enum next step(struct player *p)
{
    const struct exploration *x = run(p);

    if (!x->moment || !x->moment->reached)
        return tell_end(p, x);
    screen_moment(x, events_before(p), chosen_last(p));
    return choose(p, x->moment);
}

static void make(struct player *p, const struct explore_options *game)
{
    *p = (struct player){.steer = *game};
    p->steer.mode = EXPLORE_STEER;
    p->steer.pick = p->pick;
}

int play(const struct explore_options *game)
{
    static struct player player;

    make(&player, game);
    if (!ask_the_search(&player, game))
        return 1;
    introduce(&player);
    keys_open();
    while (step(&player) == GO_ON)
        ;
    keys_close();
    return player.won || player.left ? 0 : 1;
}
