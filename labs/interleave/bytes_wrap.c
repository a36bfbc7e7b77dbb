// bytes_wrap.c - the library's memory functions: they are not instrumented, so
// what they read and write is told here.
#define _GNU_SOURCE
#include "memory.h"
#include "wrap.h"

#include <string.h>
#include <strings.h>

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

void *WRAP(mempcpy)(void *to, const void *from, size_t size)
{
    READS(from, size);
    WRITES(to, size);
    return (char *)memmove(to, from, size) + size;
}

void WRAP(bcopy)(const void *from, void *to, size_t size)
{
    READS(from, size);
    WRITES(to, size);
    memmove(to, from, size);
}

void *WRAP(memset)(void *to, int byte, size_t size)
{
    WRITES(to, size);
    return memset(to, byte, size);
}

void WRAP(bzero)(void *to, size_t size)
{
    WRITES(to, size);
    memset(to, 0, size);
}

void WRAP(explicit_bzero)(void *to, size_t size)
{
    WRITES(to, size);
    memset(to, 0, size);
}

int WRAP(memcmp)(const void *a, const void *b, size_t size)
{
    READS(a, size);
    READS(b, size);
    return memcmp(a, b, size);
}

int WRAP(bcmp)(const void *a, const void *b, size_t size)
{
    READS(a, size);
    READS(b, size);
    return memcmp(a, b, size);
}

// What is looked for ends the reading.
void *WRAP(memchr)(const void *where, int byte, size_t size)
{
    const char *found = memchr(where, byte, size);
    READS(where, found ? (size_t)(found - (const char *)where) + 1 : size);
    return (void *)(uintptr_t)found;
}

void *WRAP(memrchr)(const void *where, int byte, size_t size)
{
    const char *found = memrchr(where, byte, size);
    const char *end = (const char *)where + size;
    const char *from = found ? found : where;
    READS(from, (size_t)(end - from));
    return (void *)(uintptr_t)found;
}

void *WRAP(memmem)(const void *where, size_t size, const void *part,
                   size_t part_size)
{
    READS(where, size);
    READS(part, part_size);
    return memmem(where, size, part, part_size);
}
