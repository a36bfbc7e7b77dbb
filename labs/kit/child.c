#define _POSIX_C_SOURCE 200809L
#include "child.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void read_output(struct child *child, int from)
{
    char rest[4096];
    size_t used = 0;
    ssize_t n;
    while ((n = read(from, child->output + used,
                     sizeof child->output - 1 - used)) > 0)
        used += (size_t)n;
    while (read(from, rest, sizeof rest) > 0)
        ;  // or the child would wait for a reader
    child->output[used] = 0;
}

static void find_fatal(struct child *child)
{
    const char *at = strstr(child->output, "fatal error: ");
    if (at)
        snprintf(child->fatal, sizeof child->fatal, "%.*s",
                 (int)strcspn(at + 13, "\n"), at + 13);
}

static _Noreturn void be_child(int to, void (*body)(void *), void *argument)
{
    dup2(to, STDOUT_FILENO);
    dup2(to, STDERR_FILENO);
    close(to);
    body(argument);
    exit(0);
}

struct child child_run(void (*body)(void *argument), void *argument)
{
    struct child child = {.status = -1};
    int ends[2], status;
    fflush(NULL);
    if (pipe(ends) != 0)
        abort();
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        be_child(ends[1], body, argument);
    }
    close(ends[1]);
    if (pid < 0) {
        fprintf(stderr, "The system gives no more processes.\n");
        exit(2);
    }
    read_output(&child, ends[0]);
    close(ends[0]);
    waitpid(pid, &status, 0);
    if (WIFEXITED(status))
        child.status = WEXITSTATUS(status);
    else
        child.signal = WTERMSIG(status);
    find_fatal(&child);
    return child;
}

static void become(void *arguments)
{
    char **argv = arguments;
    execv(argv[0], argv);
    perror(argv[0]);
    _exit(127);
}

bool child_run_tsan(struct child *child, char *const arguments[])
{
    char path[PATH_MAX];
    char *argv[8] = {"labs/kit/setup/tsan-run", path};
    ssize_t size = readlink("/proc/self/exe", path, sizeof path - 6);
    if (size < 0)
        return false;
    strcpy(path + size, ".tsan");
    if (access(path, X_OK) != 0)
        return false;
    for (int i = 0; i < 5 && arguments[i]; i++)
        argv[2 + i] = arguments[i];
    *child = child_run(become, argv);
    return child->status != 77;
}

bool child_run_explored(struct child *child, const char *scenario)
{
    static const char driver[] = "driver.explored";
    char path[PATH_MAX];
    char *argv[] = {path, (char *)scenario, "count", NULL};
    ssize_t size =
        readlink("/proc/self/exe", path, sizeof path - sizeof driver);
    if (size < 0)
        return false;
    path[size] = 0;
    strcpy(strrchr(path, '/') + 1, driver);
    if (access(path, X_OK) != 0)
        return false;
    *child = child_run(become, argv);
    return child->status == 0;
}
