// string_wrap.c - the library's string functions: they are not instrumented, so
// what they read and write is told here.
#define _GNU_SOURCE
#include "memory.h"
#include "wrap.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

int __xpg_strerror_r(int error, char *buffer, size_t size);

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
static size_t compared(const char *a, const char *b, size_t most, bool any_case)
{
    size_t i = 0;
    while (i < most && a[i] &&
           (a[i] == b[i] || (any_case && tolower((unsigned char)a[i]) ==
                                             tolower((unsigned char)b[i]))))
        i++;
    return i < most ? i + 1 : most;
}

int WRAP(strcmp)(const char *a, const char *b)
{
    size_t seen = compared(a, b, SIZE_MAX, false);
    READS(a, seen);
    READS(b, seen);
    return strcmp(a, b);
}

int WRAP(strncmp)(const char *a, const char *b, size_t most)
{
    size_t seen = compared(a, b, most, false);
    READS(a, seen);
    READS(b, seen);
    return strncmp(a, b, most);
}

int WRAP(strcasecmp)(const char *a, const char *b)
{
    size_t seen = compared(a, b, SIZE_MAX, true);
    READS(a, seen);
    READS(b, seen);
    return strcasecmp(a, b);
}

int WRAP(strncasecmp)(const char *a, const char *b, size_t most)
{
    size_t seen = compared(a, b, most, true);
    READS(a, seen);
    READS(b, seen);
    return strncasecmp(a, b, most);
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

char *WRAP(stpcpy)(char *to, const char *from)
{
    size_t size = strlen(from) + 1;
    READS(from, size);
    WRITES(to, size);
    return (char *)memmove(to, from, size) + size - 1;
}

char *WRAP(strcat)(char *to, const char *from)
{
    size_t old = strlen(to), size = strlen(from) + 1;
    READS(to, old + 1);
    READS(from, size);
    WRITES(to + old, size);
    return strcat(to, from);
}

// What is looked for ends the reading.
char *WRAP(strchr)(const char *s, int c)
{
    const char *stop = strchrnul(s, c);
    READS(s, (size_t)(stop - s) + 1);
    return strchr(s, c);
}

char *WRAP(strchrnul)(const char *s, int c)
{
    char *stop = strchrnul(s, c);
    READS(s, (size_t)(stop - s) + 1);
    return stop;
}

char *WRAP(index)(const char *s, int c)
{
    const char *stop = strchrnul(s, c);
    READS(s, (size_t)(stop - s) + 1);
    return strchr(s, c);
}

char *WRAP(strrchr)(const char *s, int c)
{
    READS(s, strlen(s) + 1);
    return strrchr(s, c);
}

char *WRAP(rindex)(const char *s, int c)
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

char *WRAP(strncat)(char *to, const char *from, size_t most)
{
    size_t old = strlen(to), size = strnlen(from, most);
    READS(to, old + 1);
    READS(from, size + (size < most));
    WRITES(to + old, size + 1);
    return strncat(to, from, most);
}

// --- sets of characters and tokens -------------------------------------------

size_t WRAP(strspn)(const char *s, const char *set)
{
    size_t length = strspn(s, set);
    READS(set, strlen(set) + 1);
    READS(s, length + 1);
    return length;
}

size_t WRAP(strcspn)(const char *s, const char *set)
{
    size_t length = strcspn(s, set);
    READS(set, strlen(set) + 1);
    READS(s, length + 1);
    return length;
}

char *WRAP(strpbrk)(const char *s, const char *set)
{
    size_t length = strcspn(s, set);
    READS(set, strlen(set) + 1);
    READS(s, length + 1);
    return s[length] ? (char *)(uintptr_t)(s + length) : NULL;
}

// It reads up to the end of the token, and ends it there.
static char *next_token(char *at, const char *set, char **rest, uintptr_t pc)
{
    memory_plain((uintptr_t)set, strlen(set) + 1, false, pc);
    if (!at)
        memory_plain((uintptr_t)rest, sizeof *rest, false, pc);
    char *from = at ? at : *rest;
    char *token = from + strspn(from, set);
    size_t length = strcspn(token, set);

    memory_plain((uintptr_t)from, (size_t)(token - from) + length + 1, false,
                 pc);
    if (length && token[length])
        memory_plain((uintptr_t)(token + length), 1, true, pc);
    memory_plain((uintptr_t)rest, sizeof *rest, true, pc);
    return strtok_r(at, set, rest);
}

char *WRAP(strtok_r)(char *at, const char *set, char **rest)
{
    PASS_THROUGH(strtok_r, (at, set, rest));
    return next_token(at, set, rest, CALLER);
}

// --- the words for an error --------------------------------------------------

// GNU's returns the text, in the buffer or not; POSIX's fills the buffer.
char *WRAP(strerror_r)(int error, char *buffer, size_t size)
{
    char *text = strerror_r(error, buffer, size);
    if (text == buffer)
        WRITES(buffer, strlen(buffer) + 1);
    return text;
}

int WRAP(__xpg_strerror_r)(int error, char *buffer, size_t size)
{
    int result = __xpg_strerror_r(error, buffer, size);
    if (size)
        WRITES(buffer, strnlen(buffer, size - 1) + 1);
    return result;
}
