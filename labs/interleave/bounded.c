// bounded.c - depth-first search over all choices whose costs stay within a
// bound; see bounded.h.
//
//   F1  node[0 .. length) are the choices of the schedule that runs next; each
//       offers the same options whenever its prefix is run again.
//   F2  Options that would cost more than the bound are not in a node; if there
//       was one, left_out says so.
#include "bounded.h"

#include "cache.h"
#include "determinism.h"
#include "fail.h"

struct node {
    uint32_t first;  // of its options in pool
    uint16_t count;
    uint16_t index;  // the one taken
    unsigned spent;  // before it
    uint64_t signature;
};

static struct node node[NODES_MAX];
static struct option pool[4 * NODES_MAX];
static uint16_t pool_index[4 * NODES_MAX];  // of the option in its choice
static unsigned length, depth;
static unsigned bound, spent;
static bool cache_on, left_out, count_delays;

// A preemption takes the processor from a thread that could go on; a delay
// passes over one thread after the other.
static unsigned cost_of(const struct choice *choice, unsigned index)
{
    return count_delays ? index : choice->option[index].cost;
}

static void make_node(const struct choice *choice)
{
    struct node *n = &node[length];
    uint32_t first =
        length ? node[length - 1].first + node[length - 1].count : 0;

    if (length == NODES_MAX || first + choice->count > 4 * NODES_MAX)
        fail_limit("one schedule has more than %d choices", NODES_MAX);
    *n = (struct node){.first = first,
                       .spent = spent,
                       .signature = determinism_signature(choice)};
    for (unsigned i = 0; i < choice->count; i++) {
        if (!choice->is_value && spent + cost_of(choice, i) > bound) {
            left_out = true;
            continue;
        }
        pool[first + n->count] = choice->option[i];
        pool_index[first + n->count++] = (uint16_t)i;
    }
    length++;
}

static unsigned choose(const struct choice *choice)
{
    if (depth == length) {
        if (cache_on && !choice->is_value &&
            cache_seen(choice->task, bound - spent))
            scheduler_leave(RUN_CUT);
        make_node(choice);
    } else if (node[depth].signature != determinism_signature(choice)) {
        determinism_is_lost(choice);
    }
    const struct node *n = &node[depth++];
    unsigned index = pool_index[n->first + n->index];
    if (!choice->is_value)
        spent += cost_of(choice, index);
    switches_note(choice, index);
    return index;
}

static void start(void)
{
    depth = 0;
    spent = 0;
}

// The next schedule: the deepest choice that has an option left.
static enum next next(enum run_status status)
{
    (void)status;
    while (length && node[length - 1].index + 1 == node[length - 1].count)
        length--;
    if (!length)
        return NEXT_NOTHING;
    node[length - 1].index++;
    return NEXT_SCHEDULE;
}

static void begin(const struct search_plan *plan, unsigned most)
{
    bound = most;
    length = 0;
    left_out = false;
    cache_on = plan->use_cache;
    count_delays = plan->strategy == STRATEGY_DELAYS;
    cache_clear();
}

bool bounded_left_out(void)
{
    return left_out;
}

size_t bounded_memory(void)
{
    return sizeof node + sizeof pool + sizeof pool_index;
}

const struct strategy bounded_strategy = {.begin = begin,
                                          .start = start,
                                          .choose = choose,
                                          .next = next,
                                          .is_bounded = true};
const struct strategy delays_strategy = {.begin = begin,
                                         .start = start,
                                         .choose = choose,
                                         .next = next,
                                         .is_bounded = true};
