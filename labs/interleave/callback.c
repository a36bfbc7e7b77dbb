// callback.c - what the compiler's -fsanitize=thread calls at each plain access
// and at each function's start and end.
#include "log.h"
#include "memory.h"
#include "scheduler.h"

#include <string.h>

#define CALLER ((uintptr_t)__builtin_return_address(0))

#define READ_CALL(name, size)                                                  \
    void name(void *address)                                                   \
    {                                                                          \
        memory_plain((uintptr_t)address, size, false, CALLER);                 \
    }

#define WRITE_CALL(name, size)                                                 \
    void name(void *address)                                                   \
    {                                                                          \
        memory_plain((uintptr_t)address, size, true, CALLER);                  \
    }

// x++ in one call: clang, where a read is followed by a write of the same.
#define READ_WRITE_CALL(name, size)                                            \
    void name(void *address)                                                   \
    {                                                                          \
        memory_plain((uintptr_t)address, size, false, CALLER);                 \
        memory_plain((uintptr_t)address, size, true, CALLER);                  \
    }

#define CALLS_OF_SIZE(size)                                                    \
    READ_CALL(__tsan_read##size, size)                                         \
    WRITE_CALL(__tsan_write##size, size)                                       \
    READ_CALL(__tsan_unaligned_read##size, size)                               \
    WRITE_CALL(__tsan_unaligned_write##size, size)                             \
    READ_CALL(__tsan_volatile_read##size, size)                                \
    WRITE_CALL(__tsan_volatile_write##size, size)                              \
    READ_CALL(__tsan_unaligned_volatile_read##size, size)                      \
    WRITE_CALL(__tsan_unaligned_volatile_write##size, size)                    \
    READ_WRITE_CALL(__tsan_read_write##size, size)                             \
    READ_WRITE_CALL(__tsan_unaligned_read_write##size, size)

CALLS_OF_SIZE(1)
CALLS_OF_SIZE(2)
CALLS_OF_SIZE(4)
CALLS_OF_SIZE(8)
CALLS_OF_SIZE(16)

void __tsan_init(void)
{
}

void __tsan_read_range(void *address, size_t size)
{
    memory_plain((uintptr_t)address, size, false, CALLER);
}

void __tsan_write_range(void *address, size_t size)
{
    memory_plain((uintptr_t)address, size, true, CALLER);
}

// --- functions ---------------------------------------------------------------

static void log_function(enum event_kind kind, uintptr_t pc, uintptr_t callee)
{
    struct event *e = log_event(kind, pc);

    e->address = callee;
    e->region = REGION_OTHER;
}

void __tsan_func_entry(void *return_address)
{
    struct task *self = scheduler_current;

    if (!self)
        return;
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    if (here < self->lowest)
        self->lowest = here;
    self->last_pc = CALLER;
    if (self->depth < CALLS_MAX) {
        self->call[self->depth] = (uintptr_t)return_address;
        self->callee[self->depth] = CALLER;
    }
    self->depth++;
    if (log_on)
        log_function(EVENT_ENTER, (uintptr_t)return_address, CALLER);
}

void __tsan_func_exit(void)
{
    struct task *self = scheduler_current;

    if (!self || !self->depth)
        return;
    log_finish(self);
    self->depth--;
    if (log_on && self->depth < CALLS_MAX)
        log_function(EVENT_LEAVE, CALLER, self->callee[self->depth]);
}

// --- memory functions that clang replaces -----------------------------------

void *__tsan_memcpy(void *to, const void *from, size_t size)
{
    memory_plain((uintptr_t)from, size, false, CALLER);
    memory_plain((uintptr_t)to, size, true, CALLER);
    return memmove(to, from, size);
}

void *__tsan_memmove(void *to, const void *from, size_t size)
{
    memory_plain((uintptr_t)from, size, false, CALLER);
    memory_plain((uintptr_t)to, size, true, CALLER);
    return memmove(to, from, size);
}

void *__tsan_memset(void *to, int byte, size_t size)
{
    memory_plain((uintptr_t)to, size, true, CALLER);
    return memset(to, byte, size);
}

void __tsan_vptr_update(void **address, void *value)
{
    (void)address;
    (void)value;
}

void __tsan_vptr_read(void **address)
{
    (void)address;
}
