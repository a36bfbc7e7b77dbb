// atomic_library.c - atomic operations for which compilers call a library of
// their own, under names that are those of their builtins.
#include "atomic.h"

#include "memory.h"

#define CALLER ((uintptr_t)__builtin_return_address(0))

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
static bool swap(size_t size, void *address, void *expected,
                 const void *desired, int order, int fail_order, uintptr_t pc)
{
    struct atomic_request r = {.operation = ATOMIC_CAS,
                               .address = (uintptr_t)address,
                               .size = (unsigned)size,
                               .order = order,
                               .fail_order = fail_order,
                               .pc = pc,
                               .new_bytes = desired,
                               .expected_bytes = expected,
                               .old_bytes = expected};
    memory_plain((uintptr_t)expected, size, false, pc);
    memory_plain((uintptr_t)desired, size, false, pc);
    bool stored = atomic_step(&r).stored;
    if (!stored)
        memory_plain((uintptr_t)expected, size, true, pc);
    return stored;
}

bool any_swap(size_t size, void *address, void *expected, const void *desired,
              int order, int fail_order)
{
    return swap(size, address, expected, desired, order, fail_order, CALLER);
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

// --- sixteen bytes, where the compiler does not trust the machine ------------

#define CHANGE_16(function, name, what)                                        \
    wide function(void *address, wide operand, int order) __asm__(name);       \
    wide function(void *address, wide operand, int order)                      \
    {                                                                          \
        struct atomic_request r = {.operation = what,                          \
                                   .address = (uintptr_t)address,              \
                                   .size = sizeof(wide),                       \
                                   .order = order,                             \
                                   .operand = operand,                         \
                                   .pc = CALLER};                              \
        return atomic_step(&r).before;                                         \
    }

CHANGE_16(exchange_16, "__atomic_exchange_16", ATOMIC_EXCHANGE)
CHANGE_16(add_16, "__atomic_fetch_add_16", ATOMIC_ADD)
CHANGE_16(sub_16, "__atomic_fetch_sub_16", ATOMIC_SUB)
CHANGE_16(and_16, "__atomic_fetch_and_16", ATOMIC_AND)
CHANGE_16(or_16, "__atomic_fetch_or_16", ATOMIC_OR)
CHANGE_16(xor_16, "__atomic_fetch_xor_16", ATOMIC_XOR)
CHANGE_16(nand_16, "__atomic_fetch_nand_16", ATOMIC_NAND)

wide load_16(const void *address, int order) __asm__("__atomic_load_16");
void store_16(void *address, wide value,
              int order) __asm__("__atomic_store_16");
bool swap_16(void *address, wide *expected, wide desired, int order,
             int fail_order) __asm__("__atomic_compare_exchange_16");

wide load_16(const void *address, int order)
{
    struct atomic_request r = {.operation = ATOMIC_LOAD,
                               .address = (uintptr_t)address,
                               .size = sizeof(wide),
                               .order = order,
                               .pc = CALLER};
    return atomic_step(&r).before;
}

void store_16(void *address, wide value, int order)
{
    struct atomic_request r = {.operation = ATOMIC_STORE,
                               .address = (uintptr_t)address,
                               .size = sizeof(wide),
                               .order = order,
                               .operand = value,
                               .pc = CALLER};
    atomic_step(&r);
}

bool swap_16(void *address, wide *expected, wide desired, int order,
             int fail_order)
{
    return swap(sizeof(wide), address, expected, &desired, order, fail_order,
                CALLER);
}
