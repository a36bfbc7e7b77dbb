// orders.h - atomic operations with an order that is known at run time only.
// Orders have to be constants, or the compiler takes the strongest.
#ifndef ORDERS_H
#define ORDERS_H

#include <stdatomic.h>

// RELEASE stands for acquire in loads and for both in read-modify-writes.
enum strength { RELAXED = 1, RELEASE, STRONG };

static inline void ordered_store(atomic_int *v, int value, enum strength s)
{
    if (s == RELAXED)
        atomic_store_explicit(v, value, memory_order_relaxed);
    else if (s == RELEASE)
        atomic_store_explicit(v, value, memory_order_release);
    else
        atomic_store(v, value);
}

static inline int ordered_load(const atomic_int *v, enum strength s)
{
    if (s == RELAXED)
        return atomic_load_explicit(v, memory_order_relaxed);
    if (s == RELEASE)
        return atomic_load_explicit(v, memory_order_acquire);
    return atomic_load(v);
}

static inline int ordered_add(atomic_int *v, int value, enum strength s)
{
    if (s == RELAXED)
        return atomic_fetch_add_explicit(v, value, memory_order_relaxed);
    if (s == RELEASE)
        return atomic_fetch_add_explicit(v, value, memory_order_acq_rel);
    return atomic_fetch_add(v, value);
}

// Whether *v was expected and is value now.
static inline int ordered_swap(atomic_int *v, int expected, int value,
                               enum strength s)
{
    if (s == RELAXED)
        return atomic_compare_exchange_strong_explicit(
            v, &expected, value, memory_order_relaxed, memory_order_relaxed);
    if (s == RELEASE)
        return atomic_compare_exchange_strong_explicit(
            v, &expected, value, memory_order_release, memory_order_acquire);
    return atomic_compare_exchange_strong(v, &expected, value);
}

static inline void ordered_fence(int acquire, enum strength s)
{
    if (s == STRONG)
        atomic_thread_fence(memory_order_seq_cst);
    else if (acquire)
        atomic_thread_fence(memory_order_acquire);
    else
        atomic_thread_fence(memory_order_release);
}

#endif
