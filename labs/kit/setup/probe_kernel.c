// probe_kernel.c - may this process use what some labs need of the kernel?
//
//   probe_kernel ptrace|perf|bpf|userns
//
// Exit: 0 it worked, 1 it was refused (the reason is printed), 2 misuse.
// Each feature is used for real, for a moment, and given back: what a setting
// in /proc promises, a container's filter may still forbid.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int told(int worked)
{
    if (worked)
        return 0;
    printf("%s\n", strerror(errno));
    return 1;
}

// Run what a child says of a call that would change this process.
static int in_child(long (*call)(void))
{
    int status;
    pid_t child = fork();

    if (child == 0)
        _exit(call() == 0 ? 0 : errno);
    if (child < 0)
        return told(0);
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return told(0);
    errno = WEXITSTATUS(status);
    return told(errno == 0);
}

static long ask_to_be_traced(void)
{
    return ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static long make_user_namespace(void)
{
    return unshare(CLONE_NEWUSER);
}

static int count_own_clock(void)
{
    struct perf_event_attr event = {
        .type = PERF_TYPE_SOFTWARE,
        .size = sizeof event,
        .config = PERF_COUNT_SW_TASK_CLOCK,
        .exclude_kernel = 1,
    };
    long fd = syscall(SYS_perf_event_open, &event, 0, -1, -1, 0);

    if (fd >= 0)
        close((int)fd);
    return told(fd >= 0);
}

static int make_bpf_map(void)
{
    union bpf_attr map;

    memset(&map, 0, sizeof map);
    map.map_type = BPF_MAP_TYPE_RINGBUF;
    map.max_entries = 4096;
    long fd = syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof map);

    if (fd >= 0)
        close((int)fd);
    return told(fd >= 0);
}

int main(int argc, char **argv)
{
    const char *feature = argc > 1 ? argv[1] : "";

    if (strcmp(feature, "ptrace") == 0)
        return in_child(ask_to_be_traced);
    if (strcmp(feature, "userns") == 0)
        return in_child(make_user_namespace);
    if (strcmp(feature, "perf") == 0)
        return count_own_clock();
    if (strcmp(feature, "bpf") == 0)
        return make_bpf_map();
    fprintf(stderr, "usage: probe_kernel ptrace|perf|bpf|userns\n");
    return 2;
}
