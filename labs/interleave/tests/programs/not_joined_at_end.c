// expect: assertion failed
// options: races=expected
// A thread goes on when the other one has ended, and nothing joins the two:
// what it does then, alone, could have come before what the other one did last.
#include "run.h"
#include <semaphore.h>

static sem_t told;
static int x;

THREAD(writes)
{
    sem_post(&told);
    x = 1;
    END;
}

THREAD(reads)
{
    sem_wait(&told);
    assert(x == 1);
    END;
}

void scenario(void)
{
    pthread_t t[2];
    sem_init(&told, 0, 0);
    pthread_create(&t[0], NULL, writes, NULL);
    pthread_create(&t[1], NULL, reads, NULL);
    pthread_exit(NULL);
}
