// fatal.h - end the process as Go's runtime does when it gives up.
//
// Threads:  any. The first caller wins; every other one stops where it is.
// Memory:   allocates nothing and takes no lock that a stopped thread may hold.
// Errors:   none comes back. Without a reader on standard error, or without a
//           tool that knows names, less is printed; the status is 2 all the
//           same.
#ifndef FATAL_H
#define FATAL_H

// Print "fatal error: MESSAGE" and the stack of every thread of the process to
// standard error, then end the process with status 2 at once: no atexit or
// cleanup handler runs, no buffer is flushed, nothing can recover.
//
// Functions and lines are looked up by addr2line, which comes with every C
// compiler; where it is missing, only exported names and addresses are shown. A
// thread that does not answer within a second (it may block all signals) is
// reported so.
_Noreturn void fatal(const char *message);

// Call this before anything is printed, on the thread that called fatal(). It
// need not return. NULL: none (how each process starts). Not for signal
// handlers; set it before threads start.
void fatal_set_hook(void (*hook)(const char *message));

#endif
