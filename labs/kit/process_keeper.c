// process_keeper.c - the process that stands between the caller and a program.
//
// Invariants (P1 and P2 are in process.c):
//
//   P3  Everything the program starts is a descendant of the keeper: the keeper
//       is a subreaper, so orphans become its children.
//   P4  The keeper reports only when it has no descendant left.
//   P5  The program holds no descriptor of the caller's but 0, 1, 2, control
//       and record; the keeper holds none but its report.
//   P6  If the keeper dies the kernel kills the program; if the caller dies the
//       keeper is told (SIGTERM) and cleans up.
#define _GNU_SOURCE  // close_range, execvpe, wait4
#include "process_keeper.h"

#include "process_tree.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

// --- limits, set by the program's process on itself --------------------------

// A list of system calls that fail, checked by the kernel (seccomp). Where the
// kernel does not offer it, nothing is refused.
struct filter {
    struct sock_filter code[128];
    unsigned short length;
};

enum {
    ALLOW = SECCOMP_RET_ALLOW,
    REFUSE = SECCOMP_RET_ERRNO | EPERM,
    NO_SUCH_CALL = SECCOMP_RET_ERRNO | ENOSYS,
    LOAD = BPF_LD | BPF_W | BPF_ABS,
    IF_EQUAL = BPF_JMP | BPF_JEQ | BPF_K,
    IF_ANY_BIT = BPF_JMP | BPF_JSET | BPF_K,
    ANSWER = BPF_RET | BPF_K,
    NUMBER = offsetof(struct seccomp_data, nr),
    ARGUMENTS = offsetof(struct seccomp_data, args),
};

// One instruction. A condition that does not hold skips the next `otherwise`
// instructions.
static void emit(struct filter *filter, unsigned short code, unsigned value,
                 unsigned char otherwise)
{
    filter->code[filter->length++] =
        (struct sock_filter){code, 0, otherwise, value};
}

static void answer_call(struct filter *filter, int call, unsigned answer)
{
    emit(filter, IF_EQUAL, (unsigned)call, 1);
    emit(filter, ANSWER, answer, 0);
}

// Answer a call by an argument: `then` if the test holds, else `or_else`.
static void answer_by(struct filter *filter, int call, unsigned argument,
                      unsigned short test, unsigned value, unsigned then,
                      unsigned or_else)
{
    emit(filter, IF_EQUAL, (unsigned)call, 4);
    emit(filter, LOAD, ARGUMENTS + 8 * argument, 0);
    emit(filter, test, value, 1);
    emit(filter, ANSWER, then, 0);
    emit(filter, ANSWER, or_else, 0);
}

// No process but threads: those share memory, and so does the leak sanitizer's
// helper, which is why CLONE_VM and not CLONE_THREAD decides. clone3() hides
// its flags in memory, where a filter cannot look; told that there is no such
// call, the C library falls back to clone(). And no signal but to itself.
static void refuse_processes(struct filter *filter)
{
    unsigned self = (unsigned)getpid();
#ifdef SYS_fork
    answer_call(filter, SYS_fork, REFUSE);
    answer_call(filter, SYS_vfork, REFUSE);
#endif
    answer_call(filter, SYS_clone3, NO_SUCH_CALL);
    emit(filter, IF_EQUAL, SYS_clone, 6);
    emit(filter, LOAD, ARGUMENTS, 0);
    emit(filter, IF_ANY_BIT, CLONE_VFORK, 1);
    emit(filter, ANSWER, REFUSE, 0);
    emit(filter, IF_ANY_BIT, CLONE_VM, 1);
    emit(filter, ANSWER, ALLOW, 0);
    emit(filter, ANSWER, REFUSE, 0);
    answer_by(filter, SYS_kill, 0, IF_EQUAL, self, ALLOW, REFUSE);
    answer_by(filter, SYS_tgkill, 0, IF_EQUAL, self, ALLOW, REFUSE);
    answer_call(filter, SYS_tkill, REFUSE);
    answer_call(filter, SYS_pidfd_open, REFUSE);
}

// No file is opened for writing, made, renamed or removed. RLIMIT_FSIZE alone
// would let one be cut to nothing.
static void refuse_writing(struct filter *filter)
{
    static const int calls[] = {
#ifdef SYS_open
        SYS_creat,    SYS_unlink,   SYS_rename,    SYS_link,   SYS_symlink,
        SYS_mkdir,    SYS_rmdir,    SYS_mknod,     SYS_chmod,
#endif
#ifdef SYS_renameat
        SYS_renameat,
#endif
        SYS_truncate, SYS_unlinkat, SYS_renameat2, SYS_linkat, SYS_symlinkat,
        SYS_mkdirat,  SYS_mknodat,  SYS_fchmodat,
    };
    const unsigned writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        answer_call(filter, calls[i], REFUSE);
#ifdef SYS_open
    answer_by(filter, SYS_open, 1, IF_ANY_BIT, writing, REFUSE, ALLOW);
#endif
    answer_by(filter, SYS_openat, 2, IF_ANY_BIT, writing, REFUSE, ALLOW);
    answer_call(filter, SYS_openat2, NO_SUCH_CALL);
    answer_call(filter, SYS_io_uring_setup, NO_SUCH_CALL);
}

static void confine(const struct process_limits *limits)
{
    struct filter filter = {.length = 0};
    emit(&filter, LOAD, NUMBER, 0);
    if (limits->processes == 1)
        refuse_processes(&filter);
    if (limits->file_bytes == 0)
        refuse_writing(&filter);
    emit(&filter, ANSWER, ALLOW, 0);
    struct sock_fprog program = {filter.length, filter.code};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static void limit(int resource, rlim_t soft, rlim_t hard)
{
    struct rlimit limits = {soft, hard};
    setrlimit(resource, &limits);
}

static void set_limits(const struct process_limits *limits)
{
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_FSIZE, limits->file_bytes, limits->file_bytes);
    // The soft limit's signal may be caught; a second later the hard one kills.
    if (limits->cpu_seconds)
        limit(RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds + 1);
    if (limits->memory_bytes)
        limit(RLIMIT_AS, limits->memory_bytes, limits->memory_bytes);
    if (limits->fixed_addresses)
        personality(ADDR_NO_RANDOMIZE);
    if (limits->processes == 1 || limits->file_bytes == 0)
        confine(limits);
}

// --- starting the program ----------------------------------------------------

static void reset_signals(void)
{
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static bool give(int end, int number)
{
    return number < 0 || dup2(end, number) == number;
}

// Everything above 2 is closed by exec, but for what is given after that: a
// dup2()ed descriptor stays open.
static bool set_descriptors(const struct process_pipes *pipes,
                            const struct process_errand *errand)
{
    int null = open("/dev/null", O_RDONLY);
    return null >= 0 && give(null, 0) && give(pipes->output[PIPE_WRITE], 1) &&
           give(pipes->output[PIPE_WRITE], 2) &&
           close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0 &&
           give(pipes->control[PIPE_READ], errand->control_fd) &&
           give(pipes->record[PIPE_WRITE], errand->record_fd);
}

// Become the program. Whatever prevents it is told through error, which exec
// closes.
_Noreturn static void become(const struct process_pipes *pipes,
                             const struct process_errand *errand, int error)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setsid();
    reset_signals();
    if (set_descriptors(pipes, errand) &&
        (!errand->cwd || chdir(errand->cwd) == 0)) {
        set_limits(errand->limits);
        execvpe(errand->argv[0], errand->argv,
                errand->envp ? errand->envp : environ);
    }
    int reason = errno;
    ssize_t written = write(error, &reason, sizeof reason);
    _exit(written > 0 ? 126 : 127);
}

// Returns: the program's pid, or -1 with errno set.
static pid_t start(const struct process_pipes *pipes,
                   const struct process_errand *errand)
{
    int error[PIPE_ENDS], reason = 0;
    if (pipe2(error, O_CLOEXEC) != 0)
        return -1;
    int high = fcntl(error[PIPE_WRITE], F_DUPFD_CLOEXEC, 512);
    pid_t program = fork();
    if (program == 0)
        become(pipes, errand, high);
    close(high);
    close(error[PIPE_WRITE]);
    if (program > 0 && read(error[PIPE_READ], &reason, sizeof reason) > 0) {
        waitpid(program, NULL, 0);
        errno = reason;
        program = -1;
    }
    close(error[PIPE_READ]);
    return program;
}

// --- watching ----------------------------------------------------------------

enum {
    TICK_MILLISECONDS = 100,
    TICKS_A_SECOND = 10,
    TICKS_ASLEEP = 5,  // in a row, before the end of wall time means "asleep"
    MOST_FORKED = 8,   // where forking should have failed and did not
};

struct watch {
    const struct process_limits *limits;
    struct process_report report;
    pid_t program;
    sigset_t news;  // blocked: a child ended, the caller is gone
    bool over;      // the report's how is decided
    struct timespec begin;
    unsigned long cpu_ticks;  // at the last tick
    unsigned quiet;           // ticks in a row in which everything slept
};

static void decide(struct watch *watch, enum process_end how)
{
    if (!watch->over)
        watch->report.how = how;
    watch->over = true;
}

static unsigned long cpu_of_the_dead(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (unsigned long)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec);
}

static void program_ended(struct watch *watch, int status)
{
    bool out_of_cpu = watch->limits->cpu_seconds &&
                      cpu_of_the_dead() >= watch->limits->cpu_seconds;
    if (WIFEXITED(status)) {
        watch->report.status = WEXITSTATUS(status);
        decide(watch, PROCESS_EXITED);
        return;
    }
    watch->report.signal = WTERMSIG(status);
    if (WTERMSIG(status) == SIGXCPU ||
        (WTERMSIG(status) == SIGKILL && out_of_cpu))
        decide(watch, PROCESS_CPU_LIMIT);
    decide(watch, PROCESS_SIGNALED);
}

// Bury the dead. Returns: whether any child is left.
static bool reap(struct watch *watch)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        if (pid == watch->program)
            program_ended(watch, status);
    return pid == 0;
}

static void wait_for_news(struct watch *watch, long milliseconds)
{
    struct timespec time = {0, milliseconds * 1000000};
    if (sigtimedwait(&watch->news, NULL, &time) == SIGTERM)
        decide(watch, PROCESS_LOST);
}

static double seconds_since(const struct timespec *begin)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begin->tv_sec) +
           (double)(now.tv_nsec - begin->tv_nsec) / 1e9;
}

// Count the ticks in a row in which no thread ran or wanted to.
static void note_sleep(struct watch *watch, const struct process_tree *tree)
{
    bool slept = tree->ticks == watch->cpu_ticks && process_tree_sleeps(tree);
    watch->cpu_ticks = tree->ticks;
    watch->quiet = slept ? watch->quiet + 1 : 0;
}

// At the end of wall time the last ticks decide. A few quiet ones do not say
// enough, so then one more second is waited for.
static void check_wall(struct watch *watch)
{
    const struct process_limits *limits = watch->limits;
    if (limits->sleep_seconds &&
        watch->quiet >= limits->sleep_seconds * TICKS_A_SECOND)
        decide(watch, PROCESS_ASLEEP);
    if (!limits->wall_seconds ||
        seconds_since(&watch->begin) < limits->wall_seconds)
        return;
    if (watch->quiet >= TICKS_ASLEEP)
        decide(watch, PROCESS_ASLEEP);
    else if (watch->quiet == 0)
        decide(watch, PROCESS_WALL_LIMIT);
}

static void tick(struct watch *watch)
{
    struct process_tree tree;
    const struct process_limits *limits = watch->limits;
    unsigned most = limits->processes == 1 ? MOST_FORKED : limits->processes;
    unsigned long a_second = (unsigned long)sysconf(_SC_CLK_TCK);
    process_tree_read(&tree, getpid());
    note_sleep(watch, &tree);
    if (most && tree.count > most)
        decide(watch, PROCESS_TOO_MANY);
    if (limits->cpu_seconds &&
        tree.ticks / a_second + cpu_of_the_dead() > limits->cpu_seconds)
        decide(watch, PROCESS_CPU_LIMIT);
    check_wall(watch);
    process_tree_free(&tree);
}

static void watch_program(struct watch *watch)
{
    struct timespec last_tick = watch->begin;
    while (!watch->over) {
        wait_for_news(watch, TICK_MILLISECONDS);
        reap(watch);
        if (watch->over || seconds_since(&last_tick) * 1000 < TICK_MILLISECONDS)
            continue;
        tick(watch);
        clock_gettime(CLOCK_MONOTONIC, &last_tick);
    }
}

// --- cleaning up -------------------------------------------------------------

// Kill every descendant once. Returns: how many, not counting the program.
static int kill_tree(const struct watch *watch)
{
    struct process_tree tree;
    int others = 0;
    process_tree_read(&tree, getpid());
    for (size_t i = 0; i < tree.count; i++) {
        kill(tree.pids[i], SIGKILL);
        others += tree.pids[i] != watch->program;
    }
    process_tree_free(&tree);
    return others;
}

// A helper that ends by itself once its pipes are closed (a symbolizer) is not
// a survivor; it gets a fifth of a second.
static bool left_something_behind(struct watch *watch)
{
    bool left = reap(watch);
    for (int i = 0; left && i < 20 && watch->report.how == PROCESS_EXITED;
         i++) {
        wait_for_news(watch, 10);
        left = reap(watch);
    }
    return left;
}

// Leave no descendant. The group first: the kernel kills it as a whole, which
// no fork outruns. Then one by one whoever has left the group.
static void clean_up(struct watch *watch)
{
    if (!left_something_behind(watch))
        return;
    kill(-watch->program, SIGKILL);
    watch->report.survivors = kill_tree(watch);
    while (reap(watch)) {
        wait_for_news(watch, 1);
        kill_tree(watch);
    }
}

// --- the keeper --------------------------------------------------------------

// Returns: whether the caller still lives to hear of it.
static bool prepare(struct watch *watch, pid_t caller)
{
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    signal(SIGCHLD, SIG_DFL);
    sigemptyset(&watch->news);
    sigaddset(&watch->news, SIGCHLD);
    sigaddset(&watch->news, SIGTERM);
    clock_gettime(CLOCK_MONOTONIC, &watch->begin);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    return getppid() == caller;
}

static void watch_and_clean_up(struct watch *watch)
{
    struct rusage usage;
    watch_program(watch);
    clean_up(watch);
    getrusage(RUSAGE_CHILDREN, &usage);
    timeradd(&usage.ru_utime, &usage.ru_stime, &watch->report.cpu);
}

_Noreturn void process_keep(const struct process_pipes *pipes,
                            const struct process_errand *errand, pid_t caller)
{
    struct watch watch = {.limits = errand->limits};
    int report = 3;
    if (!prepare(&watch, caller))
        _exit(1);
    watch.program = start(pipes, errand);
    if (watch.program < 0)
        watch.report = (struct process_report){.how = PROCESS_NOT_STARTED,
                                               .status = errno};
    dup2(pipes->report[PIPE_WRITE], report);
    close_range(0, (unsigned)report - 1, 0);
    close_range((unsigned)report + 1, ~0U, 0);
    if (watch.program > 0)
        watch_and_clean_up(&watch);
    ssize_t written = write(report, &watch.report, sizeof watch.report);
    _exit(written < 0);
}
