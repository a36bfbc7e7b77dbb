// context.h - private: a thread of control and how to pass from one to another.
//
// The one file behind this header, context_<architecture>.c, is the only one
// that knows the machine: registers, the thread pointer, the TLS layout.
//
// Threads:  one kernel thread runs all contexts.
// Memory:   the caller's stacks.
#ifndef INTERLEAVE_CONTEXT_H
#define INTERLEAVE_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct context {
    void *stack_pointer;
    uintptr_t thread_pointer;  // what _Thread_local starts from
    int error;                 // errno, while thread pointers are shared
};

// Whether each context runs with its own thread pointer. To set one can be a
// system call, which costs more than all else that a step does; so all share
// the kernel thread's if the program cannot tell. It never changes while
// schedules run.
extern bool context_apart;

// Let context begin in entry() on the stack that ends at stack_top. entry must
// not return.
void context_prepare(struct context *context, uintptr_t stack_top,
                     uintptr_t thread_pointer, void (*entry)(void));

// Save the running context in from and go on in to.
void context_switch(struct context *from, const struct context *to);

// The thread pointer of whoever runs now.
uintptr_t context_thread_pointer(void);

// Be who has this thread pointer until it is set back: no switch may come
// between.
void context_set_thread_pointer(uintptr_t value);

// Where the program's thread-local variables lie for a thread pointer. size
// and alignment are those of the program's TLS segment.
uintptr_t context_tls_start(uintptr_t thread_pointer, size_t size,
                            size_t alignment);

// The instruction at which a signal's machine context stopped.
uintptr_t context_signal_pc(const void *ucontext);

// Learn what the machine offers. Call once before the first switch.
void context_learn(void);

#endif
