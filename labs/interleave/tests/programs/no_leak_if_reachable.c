// expect: clean
#include "run.h"

static struct node {
    struct node *next;
} * list;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

THREAD(pushes)
{
    struct node *n = malloc(sizeof *n);
    pthread_mutex_lock(&lock);
    n->next = list;
    list = n;
    pthread_mutex_unlock(&lock);
    END;
}

void scenario(void)
{
    run(pushes, pushes, NULL);
}
