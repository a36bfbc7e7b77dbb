// expect: clean
// What a function does not read it does not race for.
#define _GNU_SOURCE
#include "run.h"
#include <stdio.h>
#include <strings.h>

static char name[32] = "key=value";

THREAD(writes_behind)
{
    for (int i = 10; i < 32; i++)
        name[i] = 'x';
    END;
}

THREAD(reads_before)
{
    char *rest = NULL, part[8], *block = NULL;

    assert(memchr(name, '=', sizeof name) == name + 3);
    assert(strchr(name, '=') == name + 3 && strnlen(name, 4) == 4);
    assert(strcspn(name, "=") == 3 && strspn(name, "yek") == 3);
    assert(strncmp(name, "key", 3) == 0 && strpbrk(name, "=") == name + 3);
    assert(snprintf(part, sizeof part, "%.3s", name) == 3);
    assert(strtol("12x", &rest, 10) == 12 && *rest == 'x');
    assert(asprintf(&block, "%s%c%5.1f%%", name, 'c', 1.5) == 16);
    assert(strcmp(block, "key=valuec  1.5%") == 0);
    free(block);
    printf("%.4s %p %lu %zu %Lf\n", name, (void *)name, 1ul, (size_t)2, 1.0L);
    END;
}

void scenario(void)
{
    run(writes_behind, reads_before, NULL);
}
