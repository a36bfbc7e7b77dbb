// A program without threads, and one whose threads never meet, are programs.
// expect: clean
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static void *nothing(void *unused)
{
    return unused;
}

int main(int argc, char **argv, char **environment)
{
    pthread_t t;

    if (argc != 1 || argv[1] || strcmp(argv[0], "sequential") || !environment)
        return 1;
    pthread_create(&t, NULL, nothing, NULL);
    pthread_join(t, NULL);
    malloc(10);  // the end of the program frees it
    return 0;
}
