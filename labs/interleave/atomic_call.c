// atomic_call.c - the calls that compilers make of atomic operations.
#include "atomic.h"

#include "memory.h"

#define CALLER ((uintptr_t)__builtin_return_address(0))

#define REQUEST(type, operation, order, fail_order, operand, expected)         \
    {                                                                          \
        operation, (uintptr_t)address, sizeof(type), order, fail_order,        \
            operand, expected, CALLER, NULL, NULL, NULL                        \
    }

#define PLAIN(type, bits, name, operation)                                     \
    type __tsan_atomic##bits##_##name(volatile type *address, type operand,    \
                                      int order)                               \
    {                                                                          \
        struct atomic_request r =                                              \
            REQUEST(type, operation, order, order, operand, 0);                \
        return (type)atomic_step(&r).before;                                   \
    }

#define SWAP(type, bits, name)                                                 \
    int __tsan_atomic##bits##_compare_exchange_##name(                         \
        volatile type *address, type *expected, type desired, int order,       \
        int fail_order)                                                        \
    {                                                                          \
        struct atomic_request r =                                              \
            REQUEST(type, ATOMIC_CAS, order, fail_order, desired, *expected);  \
        struct atomic_answer answer = atomic_step(&r);                         \
        if (!answer.stored)                                                    \
            *expected = (type)answer.before;                                   \
        return answer.stored;                                                  \
    }

#define CALLS_OF_TYPE(type, bits)                                              \
    type __tsan_atomic##bits##_load(const volatile type *address, int order)   \
    {                                                                          \
        struct atomic_request r =                                              \
            REQUEST(type, ATOMIC_LOAD, order, order, 0, 0);                    \
        return (type)atomic_step(&r).before;                                   \
    }                                                                          \
    void __tsan_atomic##bits##_store(volatile type *address, type operand,     \
                                     int order)                                \
    {                                                                          \
        struct atomic_request r =                                              \
            REQUEST(type, ATOMIC_STORE, order, order, operand, 0);             \
        atomic_step(&r);                                                       \
    }                                                                          \
    PLAIN(type, bits, exchange, ATOMIC_EXCHANGE)                               \
    PLAIN(type, bits, fetch_add, ATOMIC_ADD)                                   \
    PLAIN(type, bits, fetch_sub, ATOMIC_SUB)                                   \
    PLAIN(type, bits, fetch_and, ATOMIC_AND)                                   \
    PLAIN(type, bits, fetch_or, ATOMIC_OR)                                     \
    PLAIN(type, bits, fetch_xor, ATOMIC_XOR)                                   \
    PLAIN(type, bits, fetch_nand, ATOMIC_NAND)                                 \
    SWAP(type, bits, strong)                                                   \
    SWAP(type, bits, weak)                                                     \
    type __tsan_atomic##bits##_compare_exchange_val(                           \
        volatile type *address, type expected, type desired, int order,        \
        int fail_order)                                                        \
    {                                                                          \
        struct atomic_request r =                                              \
            REQUEST(type, ATOMIC_CAS, order, fail_order, desired, expected);   \
        return (type)atomic_step(&r).before;                                   \
    }

CALLS_OF_TYPE(uint8_t, 8)
CALLS_OF_TYPE(uint16_t, 16)
CALLS_OF_TYPE(uint32_t, 32)
CALLS_OF_TYPE(uint64_t, 64)
CALLS_OF_TYPE(wide, 128)
