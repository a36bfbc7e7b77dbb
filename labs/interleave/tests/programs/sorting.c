// expect: clean
#include "run.h"

static _Thread_local int calls;

static int order(const void *a, const void *b)
{
    calls++;
    return (*(int *)a > *(int *)b) - (*(int *)a < *(int *)b);
}

static void work(int seed)
{
    int number[20], key = 7;
    for (int i = 0; i < 20; i++)
        number[i] = (i * seed) % 23;
    qsort(number, 20, sizeof *number, order);
    for (int i = 1; i < 20; i++)
        assert(number[i - 1] <= number[i]);
    int *found = bsearch(&key, number, 20, sizeof *number, order);
    assert(!found || *found == 7);
    key = number[19];
    assert(*(int *)bsearch(&key, number, 20, sizeof *number, order) == key);
    key = 100;
    assert(!bsearch(&key, number, 20, sizeof *number, order));
    assert(calls > 20);
}

THREAD(first)
{
    work(7);
    END;
}

THREAD(second)
{
    work(22);
    END;
}

void scenario(void)
{
    run(first, second, NULL);
}
