// process_keeper.h - between process.c and process_keeper.c only.
#ifndef PROCESS_KEEPER_H
#define PROCESS_KEEPER_H

#include "process.h"

#include <sys/types.h>

enum { PIPE_READ, PIPE_WRITE, PIPE_ENDS };

// The four pipes of a run; every end is closed on exec.
struct process_pipes {
    int output[PIPE_ENDS];
    int record[PIPE_ENDS];
    int control[PIPE_ENDS];
    int report[PIPE_ENDS];  // the keeper's last words: a struct process_report
};

// What the caller asked for: see process_run().
struct process_errand {
    char *const *argv;
    char *const *envp;
    const char *cwd;
    const struct process_limits *limits;
    int control_fd, record_fd;
};

// What came of it: see struct process_result.
struct process_report {
    enum process_end how;
    int status, signal, survivors;
    struct timeval cpu;
};

// Be the keeper: start the program, watch it, clean up, report, end. To be
// called in a fresh child of caller.
_Noreturn void process_keep(const struct process_pipes *pipes,
                            const struct process_errand *errand, pid_t caller);

#endif
