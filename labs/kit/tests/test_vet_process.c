// test_vet_process.c - process_run() against programs that misbehave. Each is
// this program again, with the misdeed's name as its argument.
#define _GNU_SOURCE  // dup, setsid, usleep
#include "../process.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CONTROL = 197, RECORD = 198 };

static const char *self;
static int passed, failed;

static void expect(bool holds, const char *what)
{
    passed += holds;
    failed += !holds;
    if (!holds)
        printf("FAIL  process: %s\n", what);
}

// --- the misdeeds ------------------------------------------------------------

static void speak(void)
{
    char order[100] = "";
    ssize_t n = read(CONTROL, order, sizeof order - 1);
    printf("told %s", order);
    dprintf(RECORD, "verdict of %zd bytes", n);
    fprintf(stderr, ", and goodbye");
    exit(7);
}

static void flood(void)
{
    for (int line = 0; line < 300000; line++)
        printf("line %d\n", line);
    exit(0);
}

static void spin(void)
{
    signal(SIGXCPU, SIG_IGN);
    for (volatile unsigned i = 0;; i++)
        continue;
}

static void *wait_for_ever(void *argument)
{
    pause();
    return argument;
}

static void sleep_in_threads(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, wait_for_ever, NULL);
    pthread_exit(NULL);
}

// A grandchild that left the group, the session and its parent, and keeps every
// pipe open.
static void leave_a_daemon(void)
{
    if (fork() == 0) {
        setsid();
        if (fork() == 0)
            for (;;)
                pause();
        exit(0);
    }
    wait(NULL);
    exit(0);
}

static void fork_storm(void)
{
    for (int i = 0; i < 200; i++)
        if (fork() == 0)
            for (;;)
                pause();
    for (;;)
        pause();
}

static void fork_once(void)
{
    exit(fork() < 0 ? 42 : 0);
}

static void eat_memory(void)
{
    size_t size = (size_t)1 << 40;
    exit(malloc(size) ? 1 : 43);
}

static void write_a_file(void)
{
    int file = open("/tmp", O_TMPFILE | O_WRONLY, 0600);
    exit(write(file, "x", 1) == 1 ? 1 : 44);
}

static void write_much(void)
{
    int file = open("/tmp", O_TMPFILE | O_WRONLY, 0600);
    while (write(file, "0123456789", 10) > 0)
        continue;
    exit(1);
}

static void count_descriptors(void)
{
    int open_ones = 0;
    for (int number = 0; number < 1024; number++)
        open_ones += fcntl(number, F_GETFD) >= 0;
    exit(open_ones);
}

static void stop_yourself(void)
{
    raise(SIGSTOP);
}

static void kill_the_keeper(void)
{
    kill(getppid(), SIGKILL);
    pause();
}

static void make_a_thread(void)
{
    pthread_t thread;
    exit(pthread_create(&thread, NULL, wait_for_ever, NULL) == 0 ? 5 : 6);
}

static const struct {
    const char *name;
    void (*deed)(void);
} misdeeds[] = {
    {"speak", speak},
    {"flood", flood},
    {"spin", spin},
    {"abort", abort},
    {"sleep", sleep_in_threads},
    {"daemon", leave_a_daemon},
    {"storm", fork_storm},
    {"fork", fork_once},
    {"memory", eat_memory},
    {"file", write_a_file},
    {"much", write_much},
    {"descriptors", count_descriptors},
    {"stop", stop_yourself},
    {"keeper", kill_the_keeper},
    {"thread", make_a_thread},
};

static void misbehave(const char *name)
{
    for (size_t i = 0; i < sizeof misdeeds / sizeof *misdeeds; i++)
        if (strcmp(misdeeds[i].name, name) == 0)
            misdeeds[i].deed();
    exit(99);
}

// --- the tests ---------------------------------------------------------------

static struct process_result run(const char *name, struct process_limits limits)
{
    struct process_result result;
    char *argv[] = {(char *)self, (char *)name, NULL};
    if (process_run(&result, argv, &limits, CONTROL, "hello", 5, RECORD, "/",
                    NULL) != 0)
        perror("process_run");
    return result;
}

static void expect_end(const char *name, struct process_limits limits,
                       enum process_end how, int status)
{
    struct process_result result = run(name, limits);
    char what[100];
    int got = result.how == PROCESS_SIGNALED ? result.signal : result.status;
    snprintf(what, sizeof what, "%s: ended by %d with %d, expected %d with %d",
             name, result.how, got, how, status);
    expect(result.how == how && (status < 0 || got == status), what);
    process_result_free(&result);
}

static void test_pipes(void)
{
    struct process_result result = run("speak", (struct process_limits){0});
    expect(result.how == PROCESS_EXITED && result.status == 7, "exit status");
    expect(strcmp(result.record, "verdict of 5 bytes") == 0, "record");
    expect(strstr(result.output, "told hello") != NULL, "stdout");
    expect(strstr(result.output, "goodbye") != NULL, "stderr");
    expect(result.survivors == 0, "no survivors");
    process_result_free(&result);
}

static void test_cut(void)
{
    struct process_result result =
        run("flood", (struct process_limits){.output_bytes = 1000});
    char note[60];
    snprintf(note, sizeof note, "\n[%zu bytes left out]\n",
             result.output_left_out);
    const char *cut = strstr(result.output, note);
    size_t all =
        300000 * 6 + 10 + 90 * 2 + 900 * 3 + 9000 * 4 + 90000 * 5 + 200000 * 6;
    expect(cut != NULL && cut - result.output == 500,
           "the cut is in the middle");
    expect(strncmp(result.output, "line 0\nline 1\n", 14) == 0, "it begins");
    expect(strcmp(result.output + result.output_size - 12, "line 299999\n") ==
               0,
           "it ends");
    expect(result.output_left_out + 1000 == all, "no byte is lost");
    process_result_free(&result);
}

static void test_survivors(void)
{
    struct process_result result = run("daemon", (struct process_limits){0});
    expect(result.how == PROCESS_EXITED && result.survivors == 1,
           "a daemon is counted");
    process_result_free(&result);
    result = run("storm", (struct process_limits){.processes = 20});
    expect(result.how == PROCESS_TOO_MANY, "a storm is ended");
    process_result_free(&result);
    expect(waitpid(-1, NULL, WNOHANG) < 0, "nothing is left behind");
}

static void test_not_started(void)
{
    struct process_result result;
    char *argv[] = {"/nowhere/nothing", NULL};
    process_run(&result, argv, &(struct process_limits){0}, -1, NULL, 0, -1,
                NULL, NULL);
    expect(result.how == PROCESS_NOT_STARTED && result.status == 2,
           "a missing program is told");
    process_result_free(&result);
}

static void test_big_control(void)
{
    static char much[1 << 20];
    struct process_result result;
    char *argv[] = {(char *)self, "abort", NULL};
    process_run(&result, argv, &(struct process_limits){0}, CONTROL, much,
                sizeof much, RECORD, NULL, NULL);
    expect(result.how == PROCESS_SIGNALED && result.signal == SIGABRT,
           "control that is not read");
    process_result_free(&result);
}

#define LIMITS(...) ((struct process_limits){__VA_ARGS__})

int main(int argc, char **argv)
{
    self = realpath("/proc/self/exe", NULL);
    if (argc > 1)
        misbehave(argv[1]);
    test_pipes();
    test_cut();
    test_survivors();
    test_not_started();
    test_big_control();
    expect_end("spin", LIMITS(.cpu_seconds = 1), PROCESS_CPU_LIMIT, -1);
    expect_end("spin", LIMITS(.wall_seconds = 1), PROCESS_WALL_LIMIT, -1);
    expect_end("sleep", LIMITS(.wall_seconds = 1), PROCESS_ASLEEP, -1);
    expect_end("sleep", LIMITS(.sleep_seconds = 1), PROCESS_ASLEEP, -1);
    expect_end("stop", LIMITS(.sleep_seconds = 1), PROCESS_ASLEEP, -1);
    expect_end("fork", LIMITS(.processes = 1), PROCESS_EXITED, 42);
    expect_end("thread", LIMITS(.processes = 1), PROCESS_EXITED, 5);
    expect_end("memory", LIMITS(.memory_bytes = 1 << 28), PROCESS_EXITED, 43);
    expect_end("file", LIMITS(0), PROCESS_EXITED, 44);
    expect_end("much", LIMITS(.file_bytes = 4096), PROCESS_SIGNALED, SIGXFSZ);
    expect_end("keeper", LIMITS(.processes = 1, .sleep_seconds = 1),
               PROCESS_ASLEEP, -1);
    expect_end("descriptors", LIMITS(0), PROCESS_EXITED, 5);
    expect_end("keeper", LIMITS(0), PROCESS_LOST, -1);
    printf("process: %d passed, %d failed\n", passed, failed);
    return failed > 0;
}
