// child.h - for experiments and claims: do something in a child process and
// see how it ended. (What judges candidates is process.h; this trusts.)
//
// Threads:  call it while the process has one thread.
// Errors:   a child that cannot be made ends the program with a sentence.
#ifndef CHILD_H
#define CHILD_H

#include <stdbool.h>

struct child {
    int status;         // exit status; -1 if a signal ended it
    int signal;         // that signal, or 0
    char fatal[80];     // what followed "fatal error: ", or empty
    char output[8192];  // the beginning of what it wrote to stdout and stderr
};

// Run body(argument) in a child. If it returns, the child exits with 0 the way
// a program does, handlers included.
struct child child_run(void (*body)(void *argument), void *argument);

// Run this very program's ThreadSanitizer twin (PROGRAM.tsan) with arguments.
// Returns: false, with nothing run, if there is none.
bool child_run_tsan(struct child *child, char *const arguments[]);

// Have every order of the steps of one of the lab's scenarios run and counted
// by the explored driver beside this program; output is then "COUNT WHAT"
// lines. Returns: false, with nothing run, if there is no such driver.
bool child_run_explored(struct child *child, const char *scenario);

#endif
