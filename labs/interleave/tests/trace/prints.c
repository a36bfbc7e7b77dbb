// What the threads print is shown, whatever characters it has.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

static _Atomic int turn;
static _Thread_local int mine;
static int table[3][2];

static void *speak(void *name)
{
    mine++;
    printf("%s\033[31m\t%d\n", (const char *)name, atomic_fetch_add(&turn, 1));
    table[1][mine] = 7;
    return NULL;
}

void scenario(void)
{
    pthread_t t[2];

    pthread_create(&t[0], NULL, speak, "one");
    pthread_create(&t[1], NULL, speak, "two");
    pthread_join(t[0], NULL);
    pthread_join(t[1], NULL);
}
