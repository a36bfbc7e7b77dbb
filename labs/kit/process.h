// process.h - run a program that is not trusted, and come back.
//
// The program runs in a session of its own, with no terminal, with /dev/null as
// its input, and with no descriptor but those named here. A keeper process
// stands between it and the caller: it adopts whatever the program leaves
// behind, watches the limits, and kills everything before it reports, so
// process_run() ends whoever still holds a pipe. If the caller itself is
// killed, the keeper kills the program too.
//
// Threads:  any number of threads may call process_run() at the same time.
// Memory:   the result owns output and record; process_result_free().
// Time:     CPU time is a limit on the program. Wall time is not: when it is
//           over, PROCESS_ASLEEP says that every thread slept and none used
//           the CPU, PROCESS_WALL_LIMIT that some wanted the CPU and the
//           machine may just have been busy.
#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/time.h>

struct process_limits {
    unsigned cpu_seconds;    // of all its processes together; 0: no limit
    unsigned wall_seconds;   // 0: no limit
    unsigned sleep_seconds;  // asleep that long is PROCESS_ASLEEP, without
                             // waiting for wall_seconds; 0: wait for them
    unsigned processes;      // more alive at once is PROCESS_TOO_MANY; 0: no
                             // limit; 1: forking fails, as does a signal to
                             // another process (*)
    size_t memory_bytes;     // address space; 0: no limit (as sanitizers need)
    size_t file_bytes;       // each file it writes; 0: it opens, makes, removes
                             // and changes none (*)
    size_t output_bytes;     // of its output that are kept; 0: 64 KiB
    size_t record_bytes;     // of its record that are kept; 0: 1 MiB
    // (*) refused by the kernel, where it offers seccomp; else the limits of
    //     setrlimit() and the keeper's eye are all there is
    bool fixed_addresses;  // without address randomisation (for TSan)
};

enum process_end {
    PROCESS_EXITED,       // status is what it returned
    PROCESS_SIGNALED,     // signal is what killed it
    PROCESS_ASLEEP,       // every thread slept and no CPU was used
    PROCESS_CPU_LIMIT,    // it used up its CPU time
    PROCESS_WALL_LIMIT,   // it still wanted the CPU when its time was over
    PROCESS_TOO_MANY,     // it started too many processes
    PROCESS_LOST,         // it, or someone, killed the keeper
    PROCESS_NOT_STARTED,  // status is the errno that says why
};

struct process_result {
    enum process_end how;
    int status;
    int signal;
    char *output;            // stdout and stderr, as written, and a final NUL;
                             // cut in the middle with a line that says so
    size_t output_size;      // without the final NUL
    size_t output_left_out;  // bytes that were cut
    char *record;            // what it wrote to record_fd, and a final NUL
    size_t record_size;      // without the final NUL
    size_t record_left_out;  // bytes beyond record_bytes
    struct timeval cpu;      // of all its processes, those killed included
    int survivors;           // processes that outlived it and were killed;
                             // one that ends by itself at once is not counted
};

// Run argv[0], searched for in PATH, until it ends or a limit ends it.
//
// control is written to a pipe which the program reads at control_fd, up to its
// end; what it writes to record_fd becomes the record. A negative number leaves
// that pipe out. They must be above 2, below 500 and different. cwd NULL: the
// caller's. envp NULL: the caller's environment.
//
// Returns: 0 with *result set; -1 with errno set, and *result empty, if the
//          caller is out of memory, descriptors or processes. In either case
//          *result may be given to process_result_free().
int process_run(struct process_result *result, char *const argv[],
                const struct process_limits *limits, int control_fd,
                const void *control, size_t control_size, int record_fd,
                const char *cwd, char *const envp[]);

void process_result_free(struct process_result *result);

#endif
