// sort_wrap.c - qsort and bsearch: they call the program back, and another
// thread may run while they do. So they are ours: the library's would leave
// memory behind if the schedule ends inside.
#include "memory.h"
#include "wrap.h"

#include <stdlib.h>

typedef int order_function(const void *, const void *);

static void exchange(char *a, char *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char byte = a[i];
        a[i] = b[i];
        b[i] = byte;
    }
}

// Shell's way: in place, the same steps for the same order, fast enough.
void WRAP(qsort)(void *base, size_t count, size_t size, order_function *order)
{
    char *at = base;
    size_t gap = 1;

    READS(base, count * size);
    while (gap < count / 3)
        gap = 3 * gap + 1;
    for (; gap; gap /= 3)
        for (size_t i = gap; i < count; i++)
            for (size_t k = i; k >= gap; k -= gap) {
                char *low = at + (k - gap) * size, *high = at + k * size;
                if (order(low, high) <= 0)
                    break;
                exchange(low, high, size);
            }
    WRITES(base, count * size);
}

void *WRAP(bsearch)(const void *key, const void *base, size_t count,
                    size_t size, order_function *order)
{
    const char *low = base;

    while (count) {
        const char *middle = low + count / 2 * size;
        int result = order(key, middle);
        if (!result)
            return (void *)(uintptr_t)middle;
        if (result > 0) {
            low = middle + size;
            count--;
        }
        count /= 2;
    }
    return NULL;
}
