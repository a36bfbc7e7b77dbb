// context_x86_64.c - contexts on x86-64 Linux; see context.h.
//
//   C1  A saved context's stack holds, from its stack pointer up: the control
//       words of SSE and x87, r15 r14 r13 r12 rbx rbp, a return address.
//   C2  Outside of this file the fs register belongs to the context that runs,
//       or, while not apart, to the kernel thread; errno is always that of the
//       context that runs.
#define _GNU_SOURCE  // REG_RIP
#include "context.h"

#include <asm/prctl.h>
#include <errno.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum { HWCAP2_HAS_FSGSBASE = 2, SAVED_REGISTERS = 6 };

bool context_apart;

static bool has_wrfsbase;

void interleave_swap(void **save, void *load);

// The callee-saved half of the machine: a switch is a plain call, so the
// compiler has saved the rest.
__asm__(".text\n"
        ".globl interleave_swap\n"
        ".type interleave_swap,@function\n"
        "interleave_swap:\n"
        "    push %rbp\n"
        "    push %rbx\n"
        "    push %r12\n"
        "    push %r13\n"
        "    push %r14\n"
        "    push %r15\n"
        "    sub $8, %rsp\n"
        "    stmxcsr (%rsp)\n"
        "    fnstcw 4(%rsp)\n"
        "    mov %rsp, (%rdi)\n"
        "    mov %rsi, %rsp\n"
        "    ldmxcsr (%rsp)\n"
        "    fldcw 4(%rsp)\n"
        "    add $8, %rsp\n"
        "    pop %r15\n"
        "    pop %r14\n"
        "    pop %r13\n"
        "    pop %r12\n"
        "    pop %rbx\n"
        "    pop %rbp\n"
        "    ret\n"
        ".size interleave_swap,.-interleave_swap\n");

void context_learn(void)
{
    has_wrfsbase = getauxval(AT_HWCAP2) & HWCAP2_HAS_FSGSBASE;
}

static inline void set_thread_pointer(uintptr_t value)
{
    if (has_wrfsbase)
        __asm__ volatile("wrfsbase %0" ::"r"(value) : "memory");
    else
        syscall(SYS_arch_prctl, ARCH_SET_FS, value);
}

void context_set_thread_pointer(uintptr_t value)
{
    set_thread_pointer(value);
}

uintptr_t context_thread_pointer(void)
{
    uintptr_t self;  // the first word of the thread block points to itself
    __asm__("mov %%fs:0, %0" : "=r"(self));
    return self;
}

void context_prepare(struct context *context, uintptr_t stack_top,
                     uintptr_t thread_pointer, void (*entry)(void))
{
    uint32_t sse;
    uint16_t x87;
    uint64_t *top = (uint64_t *)(stack_top & ~(uintptr_t)15);

    __asm__("stmxcsr %0" : "=m"(sse));
    __asm__("fnstcw %0" : "=m"(x87));
    *--top = 0;  // entry's return address: there is none
    *--top = (uint64_t)entry;
    for (int i = 0; i < SAVED_REGISTERS; i++)
        *--top = 0;
    *--top = sse | (uint64_t)x87 << 32;
    context->stack_pointer = top;
    context->thread_pointer = thread_pointer;
    context->error = 0;
}

void context_switch(struct context *from, const struct context *to)
{
    if (context_apart) {
        set_thread_pointer(to->thread_pointer);
    } else {
        from->error = errno;
        errno = to->error;
    }
    interleave_swap(&from->stack_pointer, to->stack_pointer);
}

// TLS variant II: the program's block ends at the thread pointer.
uintptr_t context_tls_start(uintptr_t thread_pointer, size_t size,
                            size_t alignment)
{
    return thread_pointer - ((size + alignment - 1) & ~(alignment - 1));
}

uintptr_t context_signal_pc(const void *ucontext)
{
    return (uintptr_t)((const ucontext_t *)ucontext)
        ->uc_mcontext.gregs[REG_RIP];
}
