// guard.c - see guard.h. Every access to flags and count is a step; what is
// done in Go's map outside of the guard is done outside of it here.
#include "guard.h"

#include <pthread.h>
#include <stdatomic.h>

enum { WRITING = 4 };

size_t guarded_count;

static uint8_t flags;
static _Atomic uint8_t atomic_flags;
static uint64_t slots[2];

static char at_start[] = "another write goes on";
static char at_end[] = "another write took the mark away";

void *write_with_or(void *slot)
{
    if (flags & WRITING)
        return at_start;
    flags |= WRITING;
    guarded_count++;
    if (!(flags & WRITING))
        return at_end;
    flags &= (uint8_t)~WRITING;
    *(uint64_t *)slot = 1;  // Go's caller does this, when the mark is gone
    return NULL;
}

void *write_with_xor(void *slot)
{
    if (flags & WRITING)
        return at_start;
    flags ^= WRITING;
    guarded_count++;
    if (!(flags & WRITING))
        return at_end;
    flags &= (uint8_t)~WRITING;
    *(uint64_t *)slot = 1;
    return NULL;
}

void *write_with_atomic_xor(void *slot)
{
    if (atomic_load(&atomic_flags) & WRITING)
        return at_start;
    atomic_fetch_xor(&atomic_flags, WRITING);
    guarded_count++;
    if (!(atomic_load(&atomic_flags) & WRITING))
        return at_end;
    atomic_fetch_and(&atomic_flags, (uint8_t)~WRITING);
    *(uint64_t *)slot = 1;
    return NULL;
}

// Nobody else can take this mark away, so there is nothing to look at again.
void *write_with_test_and_set(void *slot)
{
    if (atomic_fetch_or(&atomic_flags, WRITING) & WRITING)
        return at_start;
    guarded_count++;
    *(uint64_t *)slot = 1;
    atomic_fetch_and(&atomic_flags, (uint8_t)~WRITING);
    return NULL;
}

unsigned write_twice(void *(*write)(void *slot))
{
    pthread_t writer[2];
    unsigned noticed = 0;

    for (int i = 0; i < 2; i++)
        pthread_create(&writer[i], NULL, write, &slots[i]);
    for (int i = 0; i < 2; i++) {
        void *where;
        pthread_join(writer[i], &where);
        noticed += where != NULL;
    }
    return noticed;
}
