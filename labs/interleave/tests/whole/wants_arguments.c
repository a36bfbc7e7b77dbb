// expect: failed
// say: status 2
// say: It ran without arguments
#include <stdio.h>

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: %s number\n", argv[0]);
        return 2;
    }
    return 0;
}
