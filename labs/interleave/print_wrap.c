// print_wrap.c - what the program prints: silent while schedules are searched,
// kept with its thread when one is shown.
#define _GNU_SOURCE
#include "fail.h"
#include "format.h"
#include "log.h"
#include "memory.h"
#include "shared.h"
#include "wrap.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 1024 };

static void say(const char *text, bool on_stdout, uintptr_t pc)
{
    if (!log_on)
        return;
    struct event *e = log_event(EVENT_OUTPUT, pc);
    e->text = depot_text(text);
    e->success = on_stdout;
}

static void check_stream(FILE *stream, const char *call, uintptr_t pc)
{
    if (stream != stdout && stream != stderr)
        fail_unsupported(call, pc, "on a file other than stdout and stderr");
}

static int print(FILE *stream, const char *format, va_list arguments,
                 const char *call, uintptr_t pc)
{
    char text[LINE];

    check_stream(stream, call, pc);
    format_touch(format, arguments, call, pc);
    int length = vsnprintf(text, sizeof text, format, arguments);
    say(text, stream == stdout, pc);
    return length;
}

#define PRINTED(stream, format, call)                                          \
    va_list arguments;                                                         \
    va_start(arguments, format);                                               \
    int length = scheduler_current                                             \
                     ? print(stream, format, arguments, call, CALLER)          \
                     : vfprintf(stream, format, arguments);                    \
    va_end(arguments);                                                         \
    return length

int WRAP(printf)(const char *format, ...)
{
    PRINTED(stdout, format, "printf");
}

int WRAP(fprintf)(FILE *stream, const char *format, ...)
{
    PRINTED(stream, format, "fprintf");
}

int WRAP(vprintf)(const char *format, va_list arguments)
{
    PASS_THROUGH(vprintf, (format, arguments));
    return print(stdout, format, arguments, "vprintf", CALLER);
}

int WRAP(vfprintf)(FILE *stream, const char *format, va_list arguments)
{
    PASS_THROUGH(vfprintf, (stream, format, arguments));
    return print(stream, format, arguments, "vfprintf", CALLER);
}

static void say_bytes(const void *bytes, size_t size, bool on_stdout,
                      uintptr_t pc)
{
    char text[LINE];

    memory_plain((uintptr_t)bytes, size, false, pc);
    snprintf(text, sizeof text, "%.*s", (int)(size < LINE ? size : LINE),
             (const char *)bytes);
    say(text, on_stdout, pc);
}

int WRAP(puts)(const char *text)
{
    PASS_THROUGH(puts, (text));
    memory_plain((uintptr_t)text, strlen(text) + 1, false, CALLER);
    char line[LINE];
    snprintf(line, sizeof line, "%.*s\n", LINE - 2, text);
    say(line, true, CALLER);
    return 1;
}

int WRAP(putchar)(int c)
{
    PASS_THROUGH(putchar, (c));
    say((char[]){(char)c, '\0'}, true, CALLER);
    return (unsigned char)c;
}

int WRAP(fputc)(int c, FILE *stream)
{
    PASS_THROUGH(fputc, (c, stream));
    check_stream(stream, "fputc", CALLER);
    say((char[]){(char)c, '\0'}, stream == stdout, CALLER);
    return (unsigned char)c;
}

int WRAP(putc)(int c, FILE *stream)
{
    PASS_THROUGH(putc, (c, stream));
    check_stream(stream, "putc", CALLER);
    say((char[]){(char)c, '\0'}, stream == stdout, CALLER);
    return (unsigned char)c;
}

int WRAP(fputs)(const char *text, FILE *stream)
{
    PASS_THROUGH(fputs, (text, stream));
    check_stream(stream, "fputs", CALLER);
    memory_plain((uintptr_t)text, strlen(text) + 1, false, CALLER);
    say(text, stream == stdout, CALLER);
    return 1;
}

size_t WRAP(fwrite)(const void *bytes, size_t size, size_t count, FILE *stream)
{
    PASS_THROUGH(fwrite, (bytes, size, count, stream));
    check_stream(stream, "fwrite", CALLER);
    say_bytes(bytes, size * count, stream == stdout, CALLER);
    return count;
}

// Buffers of the program's own are of no use to a stream that is silent.
int WRAP(setvbuf)(FILE *stream, char *buffer, int mode, size_t size)
{
    PASS_THROUGH(setvbuf, (stream, buffer, mode, size));
    check_stream(stream, "setvbuf", CALLER);
    return 0;
}

void WRAP(setbuf)(FILE *stream, char *buffer)
{
    if (!scheduler_current)
        setbuf(stream, buffer);
    else
        check_stream(stream, "setbuf", CALLER);
}

int WRAP(fflush)(FILE *stream)
{
    PASS_THROUGH(fflush, (stream));
    return 0;
}

void WRAP(perror)(const char *text)
{
    if (!scheduler_current) {
        perror(text);
        return;
    }
    say(text ? text : "", false, CALLER);
}

ssize_t WRAP(write)(int descriptor, const void *bytes, size_t size)
{
    PASS_THROUGH(write, (descriptor, bytes, size));
    if (descriptor != STDOUT_FILENO && descriptor != STDERR_FILENO)
        fail_unsupported("write", CALLER,
                         "on something that is neither stdout nor stderr");
    say_bytes(bytes, size, descriptor == STDOUT_FILENO, CALLER);
    return (ssize_t)size;
}
