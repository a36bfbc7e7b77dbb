// string_wrap.c - the library's memory and string functions: they are not
// instrumented, so what they read and write is told here.
#define _GNU_SOURCE
#include "memory.h"
#include "wrap.h"

#include <stdio.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define READS(address, size)                                                   \
    memory_plain((uintptr_t)(address), (size), false, CALLER)
#define WRITES(address, size)                                                  \
    memory_plain((uintptr_t)(address), (size), true, CALLER)

// --- memory ------------------------------------------------------------------

void *WRAP(memcpy)(void *to, const void *from, size_t size)
{
    READS(from, size);
    WRITES(to, size);
    return memmove(to, from, size);
}

void *WRAP(memmove)(void *to, const void *from, size_t size)
{
    READS(from, size);
    WRITES(to, size);
    return memmove(to, from, size);
}

void *WRAP(memset)(void *to, int byte, size_t size)
{
    WRITES(to, size);
    return memset(to, byte, size);
}

int WRAP(memcmp)(const void *a, const void *b, size_t size)
{
    READS(a, size);
    READS(b, size);
    return memcmp(a, b, size);
}

void *WRAP(memchr)(const void *where, int byte, size_t size)
{
    READS(where, size);
    return memchr(where, byte, size);
}

// --- strings -----------------------------------------------------------------

size_t WRAP(strlen)(const char *s)
{
    size_t length = strlen(s);
    READS(s, length + 1);
    return length;
}

size_t WRAP(strnlen)(const char *s, size_t most)
{
    size_t length = strnlen(s, most);
    READS(s, length + (length < most));
    return length;
}

// How far a comparison of at most `most` bytes looks.
static size_t compared(const char *a, const char *b, size_t most)
{
    size_t i = 0;
    while (i < most && a[i] && a[i] == b[i])
        i++;
    return i < most ? i + 1 : most;
}

int WRAP(strcmp)(const char *a, const char *b)
{
    size_t seen = compared(a, b, SIZE_MAX);
    READS(a, seen);
    READS(b, seen);
    return strcmp(a, b);
}

int WRAP(strncmp)(const char *a, const char *b, size_t most)
{
    size_t seen = compared(a, b, most);
    READS(a, seen);
    READS(b, seen);
    return strncmp(a, b, most);
}

char *WRAP(strcpy)(char *to, const char *from)
{
    size_t size = strlen(from) + 1;
    READS(from, size);
    WRITES(to, size);
    return memmove(to, from, size);
}

char *WRAP(strncpy)(char *to, const char *from, size_t most)
{
    size_t length = strnlen(from, most);
    READS(from, length + (length < most));
    WRITES(to, most);
    return strncpy(to, from, most);
}

char *WRAP(strcat)(char *to, const char *from)
{
    size_t old = strlen(to), size = strlen(from) + 1;
    READS(to, old + 1);
    READS(from, size);
    WRITES(to + old, size);
    return strcat(to, from);
}

char *WRAP(strchr)(const char *s, int c)
{
    READS(s, strlen(s) + 1);
    return strchr(s, c);
}

char *WRAP(strrchr)(const char *s, int c)
{
    READS(s, strlen(s) + 1);
    return strrchr(s, c);
}

char *WRAP(strstr)(const char *s, const char *part)
{
    READS(s, strlen(s) + 1);
    READS(part, strlen(part) + 1);
    return strstr(s, part);
}

// --- text into memory -------------------------------------------------------

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
    int length = vsnprintf(to, size, format, arguments);
    told_print(to, size, length, CALLER);
    return length;
}

int WRAP(snprintf)(char *to, size_t size, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(to, size, format, arguments);
    va_end(arguments);
    told_print(to, size, length, CALLER);
    return length;
}

int WRAP(sprintf)(char *to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsprintf(to, format, arguments);
    va_end(arguments);
    told_print(to, SIZE_MAX, length, CALLER);
    return length;
}

// --- sorting -----------------------------------------------------------------

void WRAP(qsort)(void *base, size_t count, size_t size,
                 int (*compare)(const void *, const void *))
{
    READS(base, count * size);
    qsort(base, count, size, compare);
    WRITES(base, count * size);
}
