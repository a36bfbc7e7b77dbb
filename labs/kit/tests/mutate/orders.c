// Every memory order one step down; what is relaxed stays.
#include <stdatomic.h>
#include <stdbool.h>

static atomic_int x, y;
static atomic_flag flag = ATOMIC_FLAG_INIT;
static int slots[2];

int loads(void)
{
    int sum = atomic_load(&x);
    sum += atomic_load_explicit(&y, memory_order_seq_cst);
    sum += slots[atomic_load_explicit(&x, memory_order_acquire)];
    sum += atomic_load_explicit(&x, memory_order_consume);
    return sum + atomic_load_explicit(&x, memory_order_relaxed);
}

void stores(int value)
{
    atomic_store(&x, value);
    atomic_store_explicit(&x, value, memory_order_seq_cst);
    atomic_store_explicit(&x, loads(), memory_order_release);
    atomic_store_explicit(&x, (value), memory_order_relaxed);
    atomic_flag_clear(&flag);
}

void both(void)
{
    atomic_fetch_add(&x, 1);
    atomic_fetch_sub_explicit(&x, 1, memory_order_seq_cst);
    atomic_exchange_explicit(&x, 1, memory_order_acq_rel);
    atomic_fetch_or_explicit(&x, 1, memory_order_acquire);
    atomic_fetch_and_explicit(&x, 1, memory_order_release);
    atomic_flag_test_and_set(&flag);
    atomic_thread_fence(memory_order_seq_cst);
    atomic_thread_fence(memory_order_release);
}

bool compares(int old)
{
    memory_order order = memory_order_seq_cst;  // of no access yet
    atomic_compare_exchange_weak(&x, &old, 1);
    atomic_compare_exchange_weak_explicit(&x, &old, 1, memory_order_seq_cst,
                                          memory_order_seq_cst);
    atomic_compare_exchange_weak_explicit(&x, &old, 1, memory_order_acq_rel,
                                          memory_order_acquire);
    atomic_compare_exchange_weak_explicit(&x, &old, 1, memory_order_release,
                                          memory_order_relaxed);
    return atomic_load_explicit(&x, order);
}
