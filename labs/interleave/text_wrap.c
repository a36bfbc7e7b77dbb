// text_wrap.c - from values to text and back, in memory.
#define _GNU_SOURCE
#include "format.h"
#include "heap.h"
#include "memory.h"
#include "wrap.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

// --- text into memory --------------------------------------------------------

static void told_print(char *to, size_t size, int length, uintptr_t pc)
{
    if (length < 0 || !size)
        return;
    memory_plain((uintptr_t)to,
                 (size_t)length < size ? (size_t)length + 1 : size, true, pc);
}

int WRAP(vsnprintf)(char *to, size_t size, const char *format,
                    va_list arguments)
{
    format_touch(format, arguments, "vsnprintf", CALLER);
    int length = vsnprintf(to, size, format, arguments);
    told_print(to, size, length, CALLER);
    return length;
}

int WRAP(snprintf)(char *to, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_touch(format, arguments, "snprintf", CALLER);
    int length = vsnprintf(to, size, format, arguments);
    va_end(arguments);
    told_print(to, size, length, CALLER);
    return length;
}

int WRAP(sprintf)(char *to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    format_touch(format, arguments, "sprintf", CALLER);
    int length = vsprintf(to, format, arguments);
    va_end(arguments);
    told_print(to, SIZE_MAX, length, CALLER);
    return length;
}

int WRAP(vsprintf)(char *to, const char *format, va_list arguments)
{
    format_touch(format, arguments, "vsprintf", CALLER);
    int length = vsprintf(to, format, arguments);
    told_print(to, SIZE_MAX, length, CALLER);
    return length;
}

static int print_into_block(char **to, const char *format, va_list arguments,
                            const char *call, uintptr_t pc)
{
    va_list again;
    va_copy(again, arguments);
    format_touch(format, arguments, call, pc);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        return length;
    char *text = heap_take((size_t)length + 1, 16, false, call, pc);
    memory_plain((uintptr_t)to, sizeof *to, true, pc);
    *to = text;
    return text ? vsprintf(text, format, arguments) : -1;
}

int WRAP(vasprintf)(char **to, const char *format, va_list arguments)
{
    PASS_THROUGH(vasprintf, (to, format, arguments));
    return print_into_block(to, format, arguments, "vasprintf", CALLER);
}

int WRAP(asprintf)(char **to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = scheduler_current ? print_into_block(to, format, arguments,
                                                      "asprintf", CALLER)
                                   : vasprintf(to, format, arguments);
    va_end(arguments);
    return length;
}

// --- numbers in text ---------------------------------------------------------

// What was read: up to the character that is no part of the number.
static void told_number(const char *text, const char *end, char **asked,
                        uintptr_t pc)
{
    memory_plain((uintptr_t)text, (size_t)(end - text) + 1, false, pc);
    if (!asked)
        return;
    memory_plain((uintptr_t)asked, sizeof *asked, true, pc);
    *asked = (char *)(uintptr_t)end;
}

#define NUMBER(type, name, read)                                               \
    type WRAP(name)(const char *text, char **asked, int base)                  \
    {                                                                          \
        char *end;                                                             \
        type number = read(text, &end, base);                                  \
        told_number(text, end, asked, CALLER);                                 \
        return number;                                                         \
    }

// Later C libraries have a second name for each, for C23's binary numbers.
NUMBER(long, strtol, strtol)
NUMBER(long long, strtoll, strtoll)
NUMBER(unsigned long, strtoul, strtoul)
NUMBER(unsigned long long, strtoull, strtoull)
NUMBER(long, __isoc23_strtol, strtol)
NUMBER(long long, __isoc23_strtoll, strtoll)
NUMBER(unsigned long, __isoc23_strtoul, strtoul)
NUMBER(unsigned long long, __isoc23_strtoull, strtoull)

#define FLOATING(type, name)                                                   \
    type WRAP(name)(const char *text, char **asked)                            \
    {                                                                          \
        char *end;                                                             \
        type number = name(text, &end);                                        \
        told_number(text, end, asked, CALLER);                                 \
        return number;                                                         \
    }

FLOATING(float, strtof)
FLOATING(double, strtod)
FLOATING(long double, strtold)

#define INTEGER(type, name, read)                                              \
    type WRAP(name)(const char *text)                                          \
    {                                                                          \
        char *end;                                                             \
        type number = (type)read;                                              \
        told_number(text, end, NULL, CALLER);                                  \
        return number;                                                         \
    }

INTEGER(int, atoi, strtol(text, &end, 10))
INTEGER(long, atol, strtol(text, &end, 10))
INTEGER(long long, atoll, strtoll(text, &end, 10))
INTEGER(double, atof, strtod(text, &end))
