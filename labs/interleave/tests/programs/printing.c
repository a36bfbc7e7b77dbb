// expect: clean
#include "run.h"
#include <stdio.h>

THREAD(talks)
{
    printf("hello %d\n", 1);
    puts("there");
    fprintf(stderr, "and %s\n", "here");
    END;
}

void scenario(void)
{
    run(talks, talks, NULL);
}
