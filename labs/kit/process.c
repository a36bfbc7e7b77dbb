// process.c - the caller's side of process.h: pipes, and what comes through.
//
//     caller ---- keeper ---- program ---- whatever it starts
//
// Invariants:
//
//   P1  The caller waits for the keeper alone, never for the end of a pipe, so
//       no process that keeps a pipe open can hold it up.
//   P2  Every end the caller keeps is non-blocking: a program that reads no
//       control, or writes without end, cannot hold it up either.
//
// process_keeper.c goes on with P3 to P6.
#define _GNU_SOURCE  // pipe2
#include "process.h"

#include "process_keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

// --- capture: the first and the last bytes of a stream -----------------------

struct capture {
    char *data;        // head_room bytes, then a ring of tail_room
    size_t head_room;  // never 0
    size_t tail_room;
    size_t total;  // bytes seen
};

static bool capture_init(struct capture *capture, size_t head, size_t tail)
{
    *capture = (struct capture){malloc(head + tail), head, tail, 0};
    return capture->data;
}

// The room for the stream's next byte: where it goes, and how many bytes after
// it may go there in one piece. NULL: it is not kept.
static char *next_room(const struct capture *capture, size_t *room)
{
    size_t at = capture->total;
    if (at < capture->head_room) {
        *room = capture->head_room - at;
        return capture->data + at;
    }
    if (capture->tail_room == 0)
        return NULL;
    at = (at - capture->head_room) % capture->tail_room;
    *room = capture->tail_room - at;
    return capture->data + capture->head_room + at;
}

static void capture_add(struct capture *capture, const char *bytes, size_t size)
{
    while (size > 0) {
        size_t step = size;
        char *room = next_room(capture, &step);
        step = smaller(step, size);
        if (room)
            memcpy(room, bytes, step);
        capture->total += step;
        bytes += step;
        size -= step;
    }
}

static size_t left_out(const struct capture *capture)
{
    size_t kept = capture->head_room + capture->tail_room;
    return capture->total > kept ? capture->total - kept : 0;
}

// Write the tail in the order in which it came. Returns: its length.
static size_t unroll_tail(const struct capture *capture, char *to)
{
    const char *ring = capture->data + capture->head_room;
    size_t beyond = capture->total - capture->head_room;
    size_t length = smaller(beyond, capture->tail_room);
    size_t first = length < capture->tail_room ? 0 : beyond % length;
    memcpy(to, ring + first, length - first);
    memcpy(to + length - first, ring, first);
    return length;
}

// Turn the capture into one text that says where it was cut.
// Returns: a malloc()ed text with a final NUL, or NULL without memory.
static char *capture_text(const struct capture *capture, size_t *size)
{
    size_t cut = left_out(capture), used;
    char *text = malloc(capture->head_room + capture->tail_room + 80);
    if (!text)
        return NULL;
    used = smaller(capture->total, capture->head_room);
    memcpy(text, capture->data, used);
    if (cut > 0 && capture->tail_room > 0)
        used += (size_t)sprintf(text + used, "\n[%zu bytes left out]\n", cut);
    if (capture->total > capture->head_room && capture->tail_room > 0)
        used += unroll_tail(capture, text + used);
    text[used] = 0;
    *size = used;
    return text;
}

// --- pipes -------------------------------------------------------------------

// Above the numbers that a program may ask for, so that giving a pipe its
// number there never closes another.
enum { LOWEST = 512 };

static bool move_up(int *end)
{
    int moved = fcntl(*end, F_DUPFD_CLOEXEC, LOWEST);
    close_end(end);
    *end = moved;
    return moved >= 0;
}

static bool pipe_init(int ends[PIPE_ENDS], int callers)
{
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    return move_up(&ends[PIPE_READ]) && move_up(&ends[PIPE_WRITE]) &&
           fcntl(ends[callers], F_SETFL, O_NONBLOCK) == 0;
}

static void close_pipes(struct process_pipes *pipes)
{
    for (int end = 0; end < PIPE_ENDS; end++) {
        close_end(&pipes->output[end]);
        close_end(&pipes->record[end]);
        close_end(&pipes->control[end]);
        close_end(&pipes->report[end]);
    }
}

static bool open_pipes(struct process_pipes *pipes)
{
    *pipes = (struct process_pipes){{-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}};
    return pipe_init(pipes->output, PIPE_READ) &&
           pipe_init(pipes->record, PIPE_READ) &&
           pipe_init(pipes->control, PIPE_WRITE) &&
           pipe_init(pipes->report, PIPE_READ);
}

// The caller's copy of control's read end stays open: then a program that
// closes its own cannot send the caller a SIGPIPE.
static void close_programs_ends(struct process_pipes *pipes)
{
    close_end(&pipes->output[PIPE_WRITE]);
    close_end(&pipes->record[PIPE_WRITE]);
    close_end(&pipes->report[PIPE_WRITE]);
}

// --- the exchange ------------------------------------------------------------

struct exchange {
    struct process_pipes pipes;
    const char *control;
    size_t control_left;
    struct capture output, record;
    struct process_report report;
    bool reported;
};

static bool is_pending(ssize_t n)
{
    return n < 0 && (errno == EAGAIN || errno == EINTR);
}

static void feed_control(struct exchange *exchange)
{
    int *end = &exchange->pipes.control[PIPE_WRITE];
    ssize_t n = 0;
    if (exchange->control_left > 0)
        n = write(*end, exchange->control, exchange->control_left);
    if (is_pending(n))
        return;
    if (n > 0) {
        exchange->control += n;
        exchange->control_left -= (size_t)n;
    }
    if (n <= 0 || exchange->control_left == 0)
        close_end(end);
}

// Take what stands in a pipe now, at most 1 MiB of it: whoever writes faster
// than that is read again in the next round.
static void take(int *end, struct capture *capture)
{
    char bytes[16384];
    ssize_t n = 1;
    for (int piece = 0; piece < 64 && n > 0 && *end >= 0; piece++) {
        n = read(*end, bytes, sizeof bytes);
        if (n > 0)
            capture_add(capture, bytes, (size_t)n);
        else if (!is_pending(n))
            close_end(end);
    }
}

// Returns: whether the keeper has ended. It writes its report in one piece,
// right before that.
static bool keeper_is_done(struct exchange *exchange)
{
    ssize_t n = read(exchange->pipes.report[PIPE_READ], &exchange->report,
                     sizeof exchange->report);
    exchange->reported = n == (ssize_t)sizeof exchange->report;
    return !is_pending(n);
}

static void exchange_until_done(struct exchange *exchange)
{
    struct process_pipes *pipes = &exchange->pipes;
    bool done = false;
    while (!done) {
        struct pollfd ends[] = {
            {pipes->report[PIPE_READ], POLLIN, 0},
            {pipes->output[PIPE_READ], POLLIN, 0},
            {pipes->record[PIPE_READ], POLLIN, 0},
            {pipes->control[PIPE_WRITE], POLLOUT, 0},
        };
        poll(ends, sizeof ends / sizeof *ends, -1);
        done = ends[0].revents && keeper_is_done(exchange);
        take(&pipes->output[PIPE_READ], &exchange->output);
        take(&pipes->record[PIPE_READ], &exchange->record);
        if (ends[3].revents)
            feed_control(exchange);
    }
}

// --- process_run -------------------------------------------------------------

static bool exchange_init(struct exchange *exchange,
                          const struct process_limits *limits)
{
    size_t output = limits->output_bytes ? limits->output_bytes : 64 * 1024;
    size_t record = limits->record_bytes ? limits->record_bytes : 1024 * 1024;
    return open_pipes(&exchange->pipes) &&
           capture_init(&exchange->output, output - output / 2, output / 2) &&
           capture_init(&exchange->record, record, 0);
}

static bool set_result(struct process_result *result,
                       const struct exchange *exchange)
{
    const struct process_report *report = &exchange->report;
    result->how = exchange->reported ? report->how : PROCESS_LOST;
    result->status = report->status;
    result->signal = report->signal;
    result->cpu = report->cpu;
    result->survivors = report->survivors;
    result->output = capture_text(&exchange->output, &result->output_size);
    result->record = capture_text(&exchange->record, &result->record_size);
    result->output_left_out = left_out(&exchange->output);
    result->record_left_out = left_out(&exchange->record);
    return result->output && result->record;
}

static bool run(struct exchange *exchange, const struct process_errand *errand)
{
    pid_t caller = getpid();
    pid_t keeper = fork();
    if (keeper < 0)
        return false;
    if (keeper == 0)
        process_keep(&exchange->pipes, errand, caller);
    close_programs_ends(&exchange->pipes);
    exchange_until_done(exchange);
    while (waitpid(keeper, NULL, 0) < 0 && errno == EINTR)
        continue;
    return true;
}

int process_run(struct process_result *result, char *const argv[],
                const struct process_limits *limits, int control_fd,
                const void *control, size_t control_size, int record_fd,
                const char *cwd, char *const envp[])
{
    struct exchange exchange = {.control = control,
                                .control_left = control_size};
    struct process_errand errand = {argv,   envp,       cwd,
                                    limits, control_fd, record_fd};
    *result = (struct process_result){.how = PROCESS_NOT_STARTED};
    bool ran = exchange_init(&exchange, limits) && run(&exchange, &errand) &&
               set_result(result, &exchange);
    int error = errno;
    close_pipes(&exchange.pipes);
    free(exchange.output.data);
    free(exchange.record.data);
    errno = error;
    return ran ? 0 : -1;
}

void process_result_free(struct process_result *result)
{
    free(result->output);
    free(result->record);
    result->output = result->record = NULL;
}
