// restore.c - see restore.h.
//
//   P1  The parts cover [__data_start, _end) without the explorer's own data.
#include "restore.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS_MAX = 3 };

// From the linker.
extern char __data_start[], _end[];
extern char __start_interleave_data[], __stop_interleave_data[];
extern char __start_interleave_bss[], __stop_interleave_bss[];

struct part {
    char *start;
    size_t size;
    char *copy;
};

static struct part part[PARTS_MAX];
static unsigned parts;

uintptr_t restore_low, restore_high;

static void add_part(char *start, char *stop)
{
    if (start >= stop)
        return;
    struct part *p = &part[parts++];
    p->start = start;
    p->size = (size_t)(stop - start);
    p->copy = malloc(p->size);
    memcpy(p->copy, p->start, p->size);
}

static bool inside(const char *address)
{
    return address >= __data_start && address < _end;
}

// The explorer's two sections, by rising address; one that lies outside of the
// range cuts nothing out of it.
void restore_remember(void)
{
    char *hole[2][2] = {{__start_interleave_data, __stop_interleave_data},
                        {__start_interleave_bss, __stop_interleave_bss}};
    bool swapped = hole[1][0] < hole[0][0];
    char *from = __data_start;

    restore_low = (uintptr_t)__data_start;
    restore_high = (uintptr_t)_end;
    parts = 0;
    for (int i = 0; i < 2; i++) {
        char **h = hole[swapped ? 1 - i : i];
        if (!inside(h[0]))
            continue;
        add_part(from, h[0]);
        from = h[1];
    }
    add_part(from, _end);
}

void restore_all(void)
{
    for (unsigned i = 0; i < parts; i++)
        memcpy(part[i].start, part[i].copy, part[i].size);
}

bool restore_is_static(uintptr_t address)
{
    return address - restore_low < restore_high - restore_low;
}

bool restore_part(unsigned index, uintptr_t *low, uintptr_t *high)
{
    if (index >= parts)
        return false;
    *low = (uintptr_t)part[index].start;
    *high = *low + part[index].size;
    return true;
}
