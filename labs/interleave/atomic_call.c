// atomic_call.c - the calls that compilers make of atomic operations.
#include "atomic.h"

#include "memory.h"

#define CALLER ((uintptr_t)__builtin_return_address(0))

// --- objects of 1, 2, 4, 8 and 16 bytes -------------------------------------

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

// --- objects of any size -----------------------------------------------------

// What has no instruction of its own (a struct of 24 bytes) is a call of the
// compiler's library, with these names.
void any_load(size_t size, const void *address, void *value,
              int order) __asm__("__atomic_load");
void any_store(size_t size, void *address, const void *value,
               int order) __asm__("__atomic_store");
void any_exchange(size_t size, void *address, const void *value, void *old,
                  int order) __asm__("__atomic_exchange");
bool any_swap(size_t size, void *address, void *expected, const void *desired,
              int order, int fail_order) __asm__("__atomic_compare_exchange");
bool any_is_lock_free(size_t size,
                      const void *address) __asm__("__atomic_is_lock_free");
void any_raise(int exceptions) __asm__("__atomic_feraiseexcept");

void any_load(size_t size, const void *address, void *value, int order)
{
    struct atomic_request r = {.operation = ATOMIC_LOAD,
                               .address = (uintptr_t)address,
                               .size = (unsigned)size,
                               .order = order,
                               .pc = CALLER,
                               .old_bytes = value};
    atomic_step(&r);
    memory_plain((uintptr_t)value, size, true, CALLER);
}

void any_store(size_t size, void *address, const void *value, int order)
{
    struct atomic_request r = {.operation = ATOMIC_STORE,
                               .address = (uintptr_t)address,
                               .size = (unsigned)size,
                               .order = order,
                               .pc = CALLER,
                               .new_bytes = value};
    memory_plain((uintptr_t)value, size, false, CALLER);
    atomic_step(&r);
}

void any_exchange(size_t size, void *address, const void *value, void *old,
                  int order)
{
    struct atomic_request r = {.operation = ATOMIC_EXCHANGE,
                               .address = (uintptr_t)address,
                               .size = (unsigned)size,
                               .order = order,
                               .pc = CALLER,
                               .new_bytes = value,
                               .old_bytes = old};
    memory_plain((uintptr_t)value, size, false, CALLER);
    atomic_step(&r);
    memory_plain((uintptr_t)old, size, true, CALLER);
}

// What is expected gets the old bytes, which are equal if it stores.
bool any_swap(size_t size, void *address, void *expected, const void *desired,
              int order, int fail_order)
{
    struct atomic_request r = {.operation = ATOMIC_CAS,
                               .address = (uintptr_t)address,
                               .size = (unsigned)size,
                               .order = order,
                               .fail_order = fail_order,
                               .pc = CALLER,
                               .new_bytes = desired,
                               .expected_bytes = expected,
                               .old_bytes = expected};
    memory_plain((uintptr_t)expected, size, false, CALLER);
    memory_plain((uintptr_t)desired, size, false, CALLER);
    return atomic_step(&r).stored;
}

bool any_is_lock_free(size_t size, const void *address)
{
    (void)address;
    return size == 1 || size == 2 || size == 4 || size == 8;
}

void any_raise(int exceptions)
{
    (void)exceptions;  // of floating-point arithmetic: nobody looks
}
