// relation.h - relations between up to 32 events, as axioms.c reckons with
// them.
#ifndef RELATION_H
#define RELATION_H

#include <stdbool.h>
#include <stdint.h>

enum { EVENTS = 32 };

// Bit j of row i: event i stands before event j. A set is one such row.
struct relation {
    uint32_t row[EVENTS];
};

#define ANY UINT32_MAX

static inline uint32_t just(int event)
{
    return UINT32_C(1) << event;
}

static inline bool has(const struct relation *r, int i, int j)
{
    return r->row[i] & just(j);
}

static inline void put(struct relation *r, int i, int j)
{
    r->row[i] |= just(j);
}

static inline struct relation either(struct relation a, struct relation b)
{
    for (int i = 0; i < EVENTS; i++)
        a.row[i] |= b.row[i];
    return a;
}

// First a, then b.
static inline struct relation then(struct relation a, struct relation b)
{
    struct relation r = {{0}};

    for (int i = 0; i < EVENTS; i++)
        for (int j = 0; j < EVENTS; j++)
            if (has(&a, i, j))
                r.row[i] |= b.row[j];
    return r;
}

// Each event of a set before itself.
static inline struct relation same(uint32_t set)
{
    struct relation r = {{0}};

    for (int i = 0; i < EVENTS; i++)
        r.row[i] = set & just(i);
    return r;
}

static inline struct relation maybe(struct relation r)
{
    return either(same(ANY), r);
}

// The pairs of r that lead from one set into another.
static inline struct relation between(uint32_t from, struct relation r,
                                      uint32_t to)
{
    for (int i = 0; i < EVENTS; i++)
        r.row[i] = from & just(i) ? r.row[i] & to : 0;
    return r;
}

static inline struct relation closed(struct relation r)
{
    for (int k = 0; k < EVENTS; k++)
        for (int i = 0; i < EVENTS; i++)
            if (has(&r, i, k))
                r.row[i] |= r.row[k];
    return r;
}

static inline bool never_returns(struct relation r)
{
    for (int i = 0; i < EVENTS; i++)
        if (has(&r, i, i))
            return false;
    return true;
}

static inline bool acyclic(struct relation r)
{
    return never_returns(closed(r));
}

#endif
