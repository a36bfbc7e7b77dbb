// fatal.c - see fatal.h for what it does; this file says how.
//
//     the thread that calls fatal()          every other thread
//     write its tid into a table
//     send it a signal                       answer(): store its stack,
//     wait for the answer, up to a second    raise answers, stop for ever
//     ask addr2line for names, print
//     _exit(2)
//
// A stopped thread may hold any lock, that of malloc too. So nothing here
// allocates, and the names are looked up by another process, which starts with
// a heap of its own.
#define _GNU_SOURCE  // dladdr, vfork
#include "fatal.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    THREADS = 64,  // whose stacks are shown
    FRAMES = 64,   // of each
    WAIT_MS = 1000,
    LIMIT_S = 10,  // for all of it, whatever hangs
};

struct stack {
    pid_t thread;
    int frames;  // read only after answered
    void *frame[FRAMES];
    atomic_bool answered;
};

static struct stack stacks[THREADS];
static sem_t answers;
static void (*hook)(const char *message);

void fatal_set_hook(void (*function)(const char *message))
{
    hook = function;
}

static pid_t this_thread(void)
{
    return (pid_t)syscall(SYS_gettid);
}

_Noreturn static void stop_for_ever(void)
{
    for (;;)
        pause();
}

// --- the other threads -----------------------------------------------------

// The signal handler in each of them. GNU's backtrace() was called once before,
// so it loads nothing here.
static void answer(int signal_number)
{
    pid_t me = this_thread();

    (void)signal_number;
    for (int i = 1; i < THREADS && stacks[i].thread; i++)
        if (stacks[i].thread == me) {
            stacks[i].frames = backtrace(stacks[i].frame, FRAMES);
            // Release, paired with the acquire in print_thread(): who sees
            // answered sees the frames.
            atomic_store_explicit(&stacks[i].answered, true,
                                  memory_order_release);
            sem_post(&answers);
            stop_for_ever();
        }
}

struct entry {  // what the kernel writes, see getdents(2)
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
};

// Write the ids of the other threads into stacks, as many as there is room for.
// opendir() would allocate.
static int list_threads(pid_t me)
{
    _Alignas(8) char block[4096];
    int listed = 0;
    int folder = open("/proc/self/task", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    long size;

    while (folder >= 0 &&
           (size = syscall(SYS_getdents64, folder, block, sizeof block)) > 0)
        for (long at = 0; at < size;) {
            const struct entry *e = (const void *)(block + at);
            pid_t thread = (pid_t)atoi(e->name);
            at += e->length;
            if (thread > 0 && thread != me && listed < THREADS - 1)
                stacks[++listed].thread = thread;
        }
    if (folder >= 0)
        close(folder);
    return listed;
}

static void wait_for_answers(int threads)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += WAIT_MS / 1000;
    while (threads > 0)
        if (sem_timedwait(&answers, &until) == 0)
            threads--;
        else if (errno != EINTR)
            return;
}

// A signal that nobody else uses and that does nothing by default.
static int stop_other_threads(pid_t me)
{
    struct sigaction action = {.sa_handler = answer};
    int others = list_threads(me);
    int asked = 0;

    sigfillset(&action.sa_mask);
    sem_init(&answers, 0, 0);
    sigaction(SIGURG, &action, NULL);
    for (int i = 1; i <= others; i++)
        asked += syscall(SYS_tgkill, getpid(), stacks[i].thread, SIGURG) == 0;
    wait_for_answers(asked);
    return others;
}

// --- printing --------------------------------------------------------------

static void print(const char *text)
{
    size_t left = strlen(text);

    while (left > 0) {
        ssize_t written = write(STDERR_FILENO, text, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        text += written;
        left -= (size_t)written;
    }
}

// By the linker: where the program's file begins in memory, and its code ends.
// Weak, for a shared library is not told.
extern const char __executable_start[] __attribute__((weak));
extern const char etext[] __attribute__((weak));

static bool is_in_program(const void *address)
{
    return (const char *)address >= __executable_start &&
           (const char *)address < etext;
}

// The address as the program's file counts it, and one byte before the return:
// inside of the call.
static uintptr_t in_file(const void *address)
{
    const ElfW(Ehdr) *file = (const void *)__executable_start;
    uintptr_t base = file->e_type == ET_DYN ? (uintptr_t)file : 0;
    return (uintptr_t)address - base - 1;
}

// After vfork(): share nothing, print to standard error, in the default state.
_Noreturn static void become_addr2line(char *const argv[])
{
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
        _exit(0);  // nobody listens
    execvp(argv[0], argv);
    _exit(127);
}

// Print "function at file:line" for frames of the program itself.
static bool print_lines(void *const frame[], int count)
{
    static char program[4096];
    static char digits[FRAMES][20];
    char *argv[FRAMES + 4] = {"addr2line", "-pfise", program};
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    int status = 0;

    for (int i = 0; i < count; i++) {
        snprintf(digits[i], sizeof *digits, "%#jx",
                 (uintmax_t)in_file(frame[i]));
        argv[3 + i] = digits[i];
    }
    pid_t child = length > 0 ? vfork() : -1;
    if (child == 0)
        become_addr2line(argv);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return child > 0 && status == 0;
}

// A library's frame: the name that the library exports, if it does.
static void print_library_frame(void *frame)
{
    Dl_info info;
    char line[256];

    if (!dladdr(frame, &info) || !info.dli_sname)
        return;
    const char *slash = strrchr(info.dli_fname, '/');
    snprintf(line, sizeof line, "%s in %s\n", info.dli_sname,
             slash ? slash + 1 : info.dli_fname);
    print(line);
}

static void print_frames(void *const frame[], int count)
{
    for (int i = 0, run; i < count; i += run) {
        run = 0;
        while (i + run < count && is_in_program(frame[i + run]))
            run++;
        if (run && !print_lines(frame + i, run))
            backtrace_symbols_fd(frame + i, run, STDERR_FILENO);
        if (!run) {
            print_library_frame(frame[i]);
            run = 1;
        }
    }
}

static void print_heading(pid_t thread, const char *state)
{
    char line[64];
    snprintf(line, sizeof line, "\nthread %d [%s]:\n", (int)thread, state);
    print(line);
}

// skip: how many frames are this file's, or the signal's.
static void print_thread(struct stack *stack, const char *state, int skip)
{
    if (!atomic_load_explicit(&stack->answered, memory_order_acquire)) {
        print_heading(stack->thread, "did not answer");
        return;
    }
    print_heading(stack->thread, state);
    if (stack->frames > skip)
        print_frames(stack->frame + skip, stack->frames - skip);
}

// Whatever goes wrong from here on, it ends, and with this status.
static void give_up(int signal_number)
{
    (void)signal_number;
    _exit(2);
}

static void limit_time(void)
{
    sigset_t only;

    signal(SIGALRM, give_up);
    signal(SIGPIPE, SIG_IGN);
    sigemptyset(&only);
    sigaddset(&only, SIGALRM);
    pthread_sigmask(SIG_UNBLOCK, &only, NULL);
    alarm(LIMIT_S);
}

// Which frame is the one that fatal() would return to?
static int frame_of(const void *return_address, const struct stack *stack)
{
    for (int i = 0; i < stack->frames; i++)
        if (stack->frame[i] == return_address)
            return i;
    return 0;
}

_Noreturn void fatal(const char *message)
{
    static atomic_flag taken = ATOMIC_FLAG_INIT;
    struct stack *mine = &stacks[0];

    if (hook)
        hook(message);
    if (atomic_flag_test_and_set(&taken))
        stop_for_ever();
    limit_time();
    print("fatal error: ");
    print(message);
    print("\n");
    mine->thread = this_thread();
    mine->frames = backtrace(mine->frame, FRAMES);
    atomic_store(&mine->answered, true);
    int others = stop_other_threads(mine->thread);
    int skip = frame_of(__builtin_return_address(0), mine);
    print_thread(mine, "running", skip);
    for (int i = 1; i <= others; i++)
        print_thread(&stacks[i], "stopped", 2);
    _exit(2);
}
