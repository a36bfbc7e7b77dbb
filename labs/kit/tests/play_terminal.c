// play_terminal.c - a program that takes keys, on a terminal of its own: keys
// count without an end of line, and the terminal is afterwards what it was,
// however the program ends.
//
//     play_terminal PROMPT KEY ANSWER LEFT ENDED PROGRAM ARGUMENT...
//
// After PROMPT it takes KEY, and prints ANSWER; its status is LEFT when q
// leaves it, ENDED when the keys end.
#define _GNU_SOURCE  // posix_openpt and its family, memmem
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum {
    SEEN = 1 << 16,
    HUNG = 60000
};  // milliseconds; only a hang waits so long

static const char *prompt, *a_key, *answer;
static int when_left, when_ended;
static char **program;
static unsigned passed, failed;

static void outcome(bool holds, const char *sentence)
{
    printf("  %-4s %s\n", holds ? "ok" : "FAIL", sentence);
    *(holds ? &passed : &failed) += 1;
}

// --- a program in a process that has the terminal ----------------------------

struct player {
    pid_t process;
    int screen;    // the terminal's other side
    int terminal;  // kept open, so that its settings can be read
    struct termios before;
    char seen[SEEN];
    size_t size;
};

static _Noreturn void be_the_program(const char *name)
{
    struct rlimit no_core = {0, 0};
    int terminal;

    setrlimit(RLIMIT_CORE, &no_core);
    setsid();
    terminal = open(name, O_RDWR);
    ioctl(terminal, TIOCSCTTY, 0);
    for (int i = 0; i < 3; i++)
        dup2(terminal, i);
    unsetenv("KEYS");
    execv(program[0], program);
    _exit(127);
}

static void start(struct player *p)
{
    memset(p, 0, sizeof *p);
    p->screen = posix_openpt(O_RDWR | O_NOCTTY);
    grantpt(p->screen);
    unlockpt(p->screen);
    p->terminal = open(ptsname(p->screen), O_RDWR | O_NOCTTY);
    tcgetattr(p->terminal, &p->before);
    p->process = fork();
    if (p->process == 0)
        be_the_program(ptsname(p->screen));
}

// Read on until text is there; what came after it is kept. Returns: whether it
// came.
static bool wait_for(struct player *p, const char *text)
{
    struct pollfd ready = {.fd = p->screen, .events = POLLIN};
    char *found;

    while (!(found = memmem(p->seen, p->size, text, strlen(text)))) {
        if (poll(&ready, 1, HUNG) <= 0 || p->size == SEEN)
            return false;
        ssize_t n = read(p->screen, p->seen + p->size, SEEN - p->size);
        if (n <= 0)
            return false;
        p->size += (size_t)n;
    }
    char *after = found + strlen(text);
    p->size -= (size_t)(after - p->seen);
    memmove(p->seen, after, p->size);
    return true;
}

static void press(struct player *p, const char *key)
{
    if (write(p->screen, key, strlen(key)) < 0)
        perror("play_terminal");
}

static bool is_as_before(struct player *p)
{
    struct termios now;

    return tcgetattr(p->terminal, &now) == 0 &&
           now.c_lflag == p->before.c_lflag &&
           memcmp(now.c_cc, p->before.c_cc, sizeof now.c_cc) == 0;
}

static bool takes_single_keys(struct player *p)
{
    struct termios now;

    tcgetattr(p->terminal, &now);
    return !(now.c_lflag & (ICANON | ECHO)) && (now.c_lflag & ISIG);
}

static int end(struct player *p)
{
    int status = 0;

    waitpid(p->process, &status, 0);
    return status;
}

static void leave(struct player *p)
{
    close(p->screen);
    close(p->terminal);
}

// --- the tests ---------------------------------------------------------------

static void plays_with_single_keys(void)
{
    static struct player p;

    start(&p);
    bool asked = wait_for(&p, prompt);
    outcome(asked && takes_single_keys(&p),
            "meanwhile the terminal gives single keys, Ctrl-C included");
    press(&p, a_key);
    outcome(wait_for(&p, answer), "a key counts without an end of line");
    wait_for(&p, prompt);
    press(&p, "q");
    int status = end(&p);
    outcome(WIFEXITED(status) && WEXITSTATUS(status) == when_left &&
                is_as_before(&p),
            "q leaves, and the terminal is as before");
    leave(&p);
}

static void ends_by(const char *key, int number, const char *sentence)
{
    static struct player p;

    start(&p);
    wait_for(&p, prompt);
    bool was_taken = takes_single_keys(&p);
    if (*key)
        press(&p, key);
    else
        kill(p.process, number);
    int status = end(&p);
    outcome(was_taken && WIFSIGNALED(status) && WTERMSIG(status) == number &&
                is_as_before(&p),
            sentence);
    leave(&p);
}

static void stops_and_goes_on(void)
{
    static struct player p;
    int status = 0;

    start(&p);
    wait_for(&p, prompt);
    press(&p, "\032");
    waitpid(p.process, &status, WUNTRACED);
    outcome(WIFSTOPPED(status) && is_as_before(&p),
            "Ctrl-Z stops it, and the terminal is as before");
    kill(p.process, SIGCONT);
    press(&p, a_key);
    outcome(wait_for(&p, answer) && takes_single_keys(&p),
            "continued, it takes single keys again");
    press(&p, "\004");
    status = end(&p);
    outcome(WIFEXITED(status) && WEXITSTATUS(status) == when_ended &&
                is_as_before(&p),
            "Ctrl-D ends the keys, and the terminal is as before");
    leave(&p);
}

int main(int argc, char **argv)
{
    if (argc < 7) {
        fprintf(stderr, "usage: play_terminal PROMPT KEY ANSWER LEFT ENDED "
                        "PROGRAM ARGUMENT...\n");
        return 2;
    }
    prompt = argv[1];
    a_key = argv[2];
    answer = argv[3];
    when_left = atoi(argv[4]);
    when_ended = atoi(argv[5]);
    program = argv + 6;
    plays_with_single_keys();
    ends_by("\003", SIGINT, "Ctrl-C ends it, and the terminal is as before");
    ends_by("\034", SIGQUIT, "Ctrl-\\ ends it, and the terminal is as before");
    ends_by("", SIGTERM, "SIGTERM ends it, and the terminal is as before");
    ends_by("", SIGHUP, "SIGHUP ends it, and the terminal is as before");
    stops_and_goes_on();
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0;
}
