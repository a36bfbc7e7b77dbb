// expect: could not judge
// say: this calls fgets at reads_input.c:10, which reads input
#include <stdio.h>

int main(void)
{
    char line[80];

    puts("a number, please");
    if (fgets(line, sizeof line, stdin))
        return 0;
    return 1;
}
